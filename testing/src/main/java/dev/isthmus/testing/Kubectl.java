package dev.isthmus.testing;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/** The kubectl on PATH. */
public final class Kubectl {
  private static final long LONGEST_SECONDS = 300;

  private final Path folder;
  private final Map<String, String> environment;

  /** What a command gave. */
  public record Result(int exit, String out, String err) {}

  /**
   * A kubectl for some clusters.
   *
   * @param folder for its kubeconfig and caches
   * @param kubeconfig the kubeconfig's content
   */
  public Kubectl(Path folder, String kubeconfig) throws IOException {
    this(folder, Map.of());
    Files.writeString(folder.resolve("kubeconfig"), kubeconfig);
  }

  private Kubectl(Path folder, Map<String, String> environment) {
    this.folder = folder;
    this.environment = environment;
  }

  /** The same, with one more variable of its environment. */
  public Kubectl with(String name, String value) {
    return new Kubectl(folder, Map.of(name, value));
  }

  /** Where it is; empty: there is none. */
  public static Optional<Path> onPath() {
    return Stream.of(Optional.ofNullable(System.getenv("PATH")).orElse("").split(":"))
        .map(folder -> Path.of(folder, "kubectl"))
        .filter(Files::isExecutable)
        .findFirst();
  }

  /** Starts a command; its output is read by the caller. */
  public Process start(String... arguments) throws IOException {
    List<String> command = new ArrayList<>(List.of("kubectl"));
    command.addAll(Arrays.asList(arguments));
    ProcessBuilder builder = new ProcessBuilder(command);
    builder.environment().put("KUBECONFIG", folder.resolve("kubeconfig").toString());
    builder.environment().put("HOME", folder.toString());
    builder.environment().putAll(environment);
    return builder.start();
  }

  /** Runs a command to its end, with this on its standard input. */
  public Result feed(String input, String... arguments) throws IOException, InterruptedException {
    Process process = start(arguments);
    try (var in = process.getOutputStream()) {
      in.write(input.getBytes(StandardCharsets.UTF_8));
    }
    var err = new StringBuilder();
    Thread errors = Thread.ofVirtual().start(() -> err.append(text(process.getErrorStream())));
    String out = text(process.getInputStream());
    if (!process.waitFor(LONGEST_SECONDS, TimeUnit.SECONDS)) {
      process.destroyForcibly();
      throw new IOException("kubectl does not end");
    }
    errors.join();
    return new Result(process.exitValue(), out, err.toString());
  }

  /** Runs a command to its end. */
  public Result run(String... arguments) throws IOException, InterruptedException {
    return feed("", arguments);
  }

  private static String text(java.io.InputStream stream) {
    try {
      return new String(stream.readAllBytes(), StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
