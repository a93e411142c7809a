package dev.isthmus.translate.golden;

import static org.assertj.core.api.Assertions.assertThat;

import dev.isthmus.api.Reason;
import dev.isthmus.testing.golden.GoldenFolders;
import dev.isthmus.translate.Rule;
import dev.isthmus.translate.support.GoldenText;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** No rule is without a golden, and no reason without a golden or a test that names it. */
final class EveryRuleAndReasonTest {
  private static final Path GOLDEN = GoldenText.resources("golden");
  private static final List<String> MODULES = List.of("api", "cli", "translate");
  private static final String FINDINGS = goldenFindings();
  private static final List<String> TESTS = testSources();

  @ParameterizedTest
  @EnumSource(Rule.class)
  void everyRuleHasAGolden(Rule rule) throws IOException {
    Path folder = GOLDEN.resolve("rules").resolve(rule.anchor());
    assertThat(folder).isDirectory();
    try (Stream<Path> files = Files.list(folder)) {
      assertThat(files.map(file -> file.getFileName().toString()))
          .anyMatch(name -> name.startsWith("out-"));
    }
  }

  @ParameterizedTest
  @EnumSource(Reason.class)
  void everyReasonIsTested(Reason reason) {
    boolean golden = FINDINGS.contains("[" + reason.title() + "]");
    boolean named =
        TESTS.stream()
            .anyMatch(text ->
                mentions(text, "Reason." + reason.name())
                    || mentions(text, reason.title())
                    || (text.contains("import static dev.isthmus.api.Reason.")
                        && mentions(text, reason.name())));
    assertThat(golden || named)
        .as("%s is in a golden's findings.txt, or named by a test", reason.title())
        .isTrue();
  }

  private static boolean mentions(String text, String word) {
    return Pattern.compile("\\b" + Pattern.quote(word) + "\\b").matcher(text).find();
  }

  private static String goldenFindings() {
    return GoldenFolders.at(GOLDEN).cases().stream()
        .map(folder -> GOLDEN.resolve(folder).resolve("findings.txt"))
        .filter(Files::exists)
        .map(EveryRuleAndReasonTest::read)
        .reduce("", String::concat);
  }

  /**
   * The test classes of the modules that find something; what compares documents is no test of
   * them.
   */
  private static List<String> testSources() {
    Path root = GOLDEN.resolve("../../../../..").normalize();
    return MODULES.stream()
        .map(module -> root.resolve(module).resolve("src/test/java"))
        .flatMap(EveryRuleAndReasonTest::javaFiles)
        .map(EveryRuleAndReasonTest::read)
        .toList();
  }

  private static Stream<Path> javaFiles(Path folder) {
    try (Stream<Path> files = Files.walk(folder)) {
      return files
          .filter(file -> file.toString().endsWith("Test.java"))
          .filter(file -> !file.endsWith("RulesDocumentTest.java"))
          .toList()
          .stream();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static String read(Path file) {
    try {
      return Files.readString(file);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
