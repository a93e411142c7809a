package dev.isthmus.cli;

import java.nio.file.Path;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** Where proxies are looked at; one of these. */
final class ProxyPlace {
  @Option(
      names = {"-e", "--env"},
      paramLabel = "ENV",
      description = "A folder with a folder per cluster: what the pod's proxy would be given.")
  private @Nullable Path env;

  @Option(names = "--lab", description = "The lab that runs with --hold: what its Envoys have.")
  private boolean lab;

  @Option(
      names = "--admin",
      paramLabel = "URL",
      description = "The admin interface of an Envoy, as in http://127.0.0.1:15000.")
  private @Nullable String admin;

  @Option(
      names = {"-f", "--file"},
      paramLabel = "FILE",
      description =
          "What an admin interface answered: /config_dump?include_eds=true, or /clusters?format=json.")
  private @Nullable Path file;

  @Nullable Path env() {
    return env;
  }

  boolean lab() {
    return lab;
  }

  @Nullable String admin() {
    return admin;
  }

  @Nullable Path file() {
    return file;
  }
}
