package dev.isthmus.cli.traffic;

import dev.isthmus.cli.CommandProcess;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** The command as a process of its own, with a temporary folder of its own. */
final class LabProcess implements AutoCloseable {
  private static final Path WORKSHOP =
      Path.of(System.getProperty("basedir", "."), "..", "examples", "workshop");

  private final CommandProcess process;

  private LabProcess(CommandProcess process) {
    this.process = process;
  }

  /** Starts {@code isthmus lab}. */
  static LabProcess start(Path temporary, Map<String, String> environment, String... args)
      throws IOException {
    List<String> words = new ArrayList<>(List.of("lab", "--workshop", WORKSHOP.toString()));
    words.addAll(List.of(args));
    return command(temporary, environment, words);
  }

  /** Starts another command beside a lab. */
  static LabProcess beside(Path temporary, String... words) throws IOException {
    return command(temporary, Map.of(), List.of(words));
  }

  private static LabProcess command(
      Path temporary, Map<String, String> environment, List<String> words) throws IOException {
    List<String> variables = new ArrayList<>(List.of("env"));
    environment.forEach((name, value) -> variables.add(name + "=" + value));
    List<String> jvm =
        List.of(
            "--enable-native-access=ALL-UNNAMED",
            "--sun-misc-unsafe-memory-access=allow",
            "-Djava.io.tmpdir=" + temporary);
    return new LabProcess(CommandProcess.start(variables, jvm, words.toArray()));
  }

  /** Reads until a line that contains {@code text}, and returns it. */
  String await(String text) throws IOException {
    return process.await(text).getLast();
  }

  /** Sends a signal: {@code INT}, {@code KILL}. */
  void signal(String name) throws IOException, InterruptedException {
    process.signal(name);
  }

  /** Reads to the end, and returns the exit code. */
  int end() throws InterruptedException {
    return process.end().code();
  }

  /** All that it has said. */
  List<String> said() {
    return process.said();
  }

  @Override
  public void close() {
    process.close();
  }
}
