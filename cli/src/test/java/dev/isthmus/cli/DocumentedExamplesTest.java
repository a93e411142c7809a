package dev.isthmus.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.io.TempDir;

/**
 * What docs/commands.md shows is what the commands print: each indented block that starts with
 * {@code $ isthmus}. A line {@code …} stands for lines that are left out. In their order they run
 * in one folder with {@code env} and {@code main} (lab 11 after step federate), and {@code
 * pull-request} (after step route).
 */
final class DocumentedExamplesTest {
  private static final Path COMMANDS =
      Path.of(System.getProperty("basedir", "."), "..", "docs", "commands.md");
  private static final String INDENT = "    ";
  private static final String PROMPT = INDENT + "$ isthmus ";
  private static final List<String> PATHS = List.of("env", "main", "pull-request", "out");

  @TempDir static Path folder;

  /** A command and what the document says that it prints. */
  private record Example(String command, List<String> output) {}

  @BeforeAll
  static void makeEnvironments() throws IOException {
    Ended.lab11("federate", folder.resolve("federate"));
    Ended.lab11("route", folder.resolve("route"));
    Files.createSymbolicLink(folder.resolve("env"), folder.resolve("federate/env"));
    Files.createSymbolicLink(folder.resolve("main"), folder.resolve("federate/env"));
    Files.createSymbolicLink(folder.resolve("pull-request"), folder.resolve("route/env"));
  }

  @TestFactory
  Stream<DynamicTest> printsWhatTheDocumentShows() throws IOException {
    List<Example> examples = examples(Files.readAllLines(COMMANDS));
    assertThat(examples).hasSizeGreaterThan(3);
    return examples.stream()
        .filter(example -> !isElsewhere(example.command))
        .map(example -> DynamicTest.dynamicTest(example.command, () -> check(example)));
  }

  /**
   * Who answers a lab's requests varies (LabTrafficTest); pipes are a shell's (ProxyConfig tests);
   * what talks to clusters has tests of its own (package cluster).
   */
  private static boolean isElsewhere(String command) {
    return command.startsWith("lab ")
        || command.startsWith("cluster ")
        || command.contains(" --context ")
        || command.contains(" | ");
  }

  private static void check(Example example) {
    Object[] words =
        Stream.of(example.command.split(" "))
            .map(word -> PATHS.contains(word.split("/")[0]) ? folder.resolve(word) : word)
            .toArray();
    Ended ended = Ended.of(words);
    String printed = (ended.out() + ended.err()).replace(folder + "/", "");
    assertThat(printed).matches(pattern(example.output));
  }

  /** Lines as they are; {@code …} for any number of them. */
  private static Pattern pattern(List<String> lines) {
    return Pattern.compile(
        lines.stream()
            .map(line -> line.equals("…") ? "(?:.*\n)*?" : Pattern.quote(line + "\n"))
            .collect(Collectors.joining()));
  }

  private static List<Example> examples(List<String> document) {
    List<Example> examples = new ArrayList<>();
    List<String> output = null;
    for (String line : document) {
      if (line.startsWith(PROMPT)) {
        output = new ArrayList<>();
        examples.add(new Example(line.substring(PROMPT.length()), output));
      } else if (output != null && line.startsWith(INDENT)) {
        output.add(line.substring(INDENT.length()));
      } else {
        output = null;
      }
    }
    return examples;
  }
}
