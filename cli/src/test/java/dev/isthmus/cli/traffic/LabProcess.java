package dev.isthmus.cli.traffic;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/** The command as a process of its own, with a temporary folder of its own. */
final class LabProcess implements AutoCloseable {
  private static final long PATIENCE_SECONDS = 60;
  private static final Path WORKSHOP =
      Path.of(System.getProperty("basedir", "."), "..", "examples", "workshop");

  private final Process process;
  private final BufferedReader output;
  private final List<String> read = new ArrayList<>();

  private LabProcess(Process process) {
    this.process = process;
    output =
        new BufferedReader(new InputStreamReader(process.getInputStream(), StandardCharsets.UTF_8));
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
    List<String> command =
        new ArrayList<>(
            List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-XX:+UseSerialGC",
                "-XX:TieredStopAtLevel=1",
                "--enable-native-access=ALL-UNNAMED",
                "--sun-misc-unsafe-memory-access=allow",
                "-Djava.io.tmpdir=" + temporary,
                "-cp",
                System.getProperty(
                    "surefire.test.class.path", System.getProperty("java.class.path")),
                "dev.isthmus.cli.Isthmus"));
    command.addAll(words);
    ProcessBuilder builder = new ProcessBuilder(command).redirectErrorStream(true);
    builder.environment().putAll(environment);
    return new LabProcess(builder.start());
  }

  /** Reads until a line that contains {@code text}, and returns it. */
  String await(String text) throws IOException {
    for (String line = output.readLine(); line != null; line = output.readLine()) {
      read.add(line);
      if (line.contains(text)) {
        return line;
      }
    }
    throw new AssertionError("ended before \"" + text + "\":\n" + String.join("\n", read));
  }

  /** Sends a signal: {@code INT}, {@code KILL}. */
  void signal(String name) throws IOException, InterruptedException {
    new ProcessBuilder("kill", "-" + name, Long.toString(process.pid())).start().waitFor();
  }

  /** Reads to the end, and returns the exit code. */
  int end() throws IOException, InterruptedException {
    output.lines().forEach(read::add);
    if (!process.waitFor(PATIENCE_SECONDS, TimeUnit.SECONDS)) {
      throw new AssertionError("does not end:\n" + String.join("\n", read));
    }
    return process.exitValue();
  }

  /** All that it has said. */
  List<String> said() {
    return read;
  }

  @Override
  public void close() {
    process.destroyForcibly();
  }
}
