package dev.isthmus.cli;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/** The command as a process of its own; it is ended when it takes much longer than it may. */
public final class CommandProcess implements AutoCloseable {
  private static final long DEADLINE_SECONDS = 600;

  /**
   * What starts a program so that Ctrl-C ends it. What a script has started in the background
   * ignores SIGINT, these tests and all that they start too; a shell cannot undo that.
   */
  private static final List<String> FOREGROUND =
      Stream.of(
              List.of("env", "--default-signal=INT"),
              List.of("perl", "-e", "$SIG{INT} = 'DEFAULT'; exec @ARGV", "--"))
          .filter(CommandProcess::starts)
          .findFirst()
          .orElse(List.of());

  private final Process process;
  private final BufferedReader output;
  private final List<String> said = new ArrayList<>();

  private CommandProcess(Process process) {
    this.process = process;
    this.output =
        new BufferedReader(new InputStreamReader(process.getInputStream(), StandardCharsets.UTF_8));
    CompletableFuture.delayedExecutor(DEADLINE_SECONDS, TimeUnit.SECONDS)
        .execute(process::destroyForcibly);
  }

  private static boolean starts(List<String> wrapper) {
    List<String> command = new ArrayList<>(wrapper);
    command.add("true");
    try {
      return new ProcessBuilder(command).start().waitFor() == 0;
    } catch (IOException e) {
      return false;
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return false;
    }
  }

  /** Starts {@code isthmus} with these words. */
  static CommandProcess start(Object... words) throws IOException {
    return start(List.of(), List.of(), words);
  }

  /**
   * Starts {@code isthmus} with these words.
   *
   * @param wrapper the command that starts the JVM; none where it is empty
   * @param jvm the JVM's options
   */
  public static CommandProcess start(List<String> wrapper, List<String> jvm, Object... words)
      throws IOException {
    List<String> command = new ArrayList<>(FOREGROUND);
    command.addAll(wrapper);
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.addAll(List.of("-XX:+UseSerialGC", "-XX:TieredStopAtLevel=1"));
    command.addAll(jvm);
    command.add("-cp");
    command.add(
        System.getProperty("surefire.test.class.path", System.getProperty("java.class.path")));
    command.add(Isthmus.class.getName());
    Stream.of(words).map(Object::toString).forEach(command::add);
    return new CommandProcess(new ProcessBuilder(command).redirectErrorStream(true).start());
  }

  /** Reads on until a line that contains {@code text}, and gives the lines up to it. */
  public List<String> await(String text) throws IOException {
    List<String> lines = new ArrayList<>();
    for (String line = output.readLine(); line != null; line = output.readLine()) {
      said.add(line);
      lines.add(line);
      if (line.contains(text)) {
        return lines;
      }
    }
    throw new AssertionError("it ended before \"" + text + "\":\n" + String.join("\n", said));
  }

  /** Sends the signal of Ctrl-C. */
  void interrupt() throws IOException, InterruptedException {
    signal("INT");
  }

  /** Sends a signal: {@code INT}, {@code KILL}. */
  public void signal(String name) throws IOException, InterruptedException {
    new ProcessBuilder("kill", "-" + name, Long.toString(process.pid())).start().waitFor();
  }

  /** All that it has said until now, as far as it was read. */
  public List<String> said() {
    return said;
  }

  /** Reads to the end, and gives the exit code with all that was said on both streams. */
  public Ended end() throws InterruptedException {
    output.lines().forEach(said::add);
    return new Ended(process.waitFor(), String.join("\n", said), "");
  }

  @Override
  public void close() {
    process.destroyForcibly();
  }
}
