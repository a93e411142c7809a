package dev.isthmus.cli;

import java.nio.file.Path;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** Where proxies are asked how far they are; one of these. */
final class StatusPlace {
  @Option(
      names = {"-e", "--env"},
      paramLabel = "ENV",
      description = "A folder with a folder per cluster: what its proxies would be sent.")
  private @Nullable Path env;

  @Option(names = "--lab", description = "The labs that run with --hold.")
  private boolean lab;

  @Option(
      names = "--admin",
      paramLabel = "URL",
      description = "The admin interface of one Envoy, as in http://127.0.0.1:15000.")
  private @Nullable String admin;

  @Nullable Path env() {
    return env;
  }

  boolean lab() {
    return lab;
  }

  @Nullable String admin() {
    return admin;
  }
}
