package dev.isthmus.traffic.process;

import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** One Envoy. It ends with the lab, by the lab's {@link Keeper}. */
public final class EnvoyProcess {
  private static final int STOP_SECONDS = 3;

  private final Process process;
  private final Path log;

  private EnvoyProcess(Process process, Path log) {
    this.process = process;
    this.log = log;
  }

  /**
   * Starts an Envoy.
   *
   * @param name names its files in the lab's folder
   * @param bootstrap what it starts with, JSON
   */
  public static EnvoyProcess start(Path binary, Keeper keeper, String name, String bootstrap)
      throws IOException {
    Path config = keeper.folder().resolve(name + ".json");
    Path log = keeper.folder().resolve(name + ".log");
    Files.writeString(config, bootstrap);
    ProcessBuilder builder =
        new ProcessBuilder(
                binary.toString(),
                "--config-path",
                config.toString(),
                "--disable-hot-restart",
                "--concurrency",
                "1",
                "--log-level",
                "warning",
                // Istio's configuration uses fields that Envoy calls deprecated.
                "--component-log-level",
                "misc:error")
            .redirectInput(new File("/dev/null"))
            .redirectErrorStream(true)
            .redirectOutput(ProcessBuilder.Redirect.appendTo(log.toFile()));
    builder.environment().clear();
    builder.environment().put(Keeper.TOKEN, keeper.token());
    return new EnvoyProcess(builder.start(), log);
  }

  public boolean isRunning() {
    return process.isAlive();
  }

  /** Ends it, and returns when it has ended. */
  public void stop() throws InterruptedException {
    process.destroy();
    if (!process.waitFor(STOP_SECONDS, TimeUnit.SECONDS)) {
      process.destroyForcibly().waitFor();
    }
  }

  /** The end of its log, for a message. */
  public String lastWords() {
    try {
      List<String> lines = Files.readAllLines(log);
      return String.join("\n", lines.subList(Math.max(0, lines.size() - 5), lines.size()));
    } catch (IOException e) {
      return "";
    }
  }
}
