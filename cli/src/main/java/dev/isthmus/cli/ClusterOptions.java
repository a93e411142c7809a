package dev.isthmus.cli;

import dev.isthmus.cli.proxy.ClusterTable;
import picocli.CommandLine.Option;

/** Which clusters of an Envoy are shown. */
final class ClusterOptions {
  @Option(
      names = "--fqdn",
      paramLabel = "HOST",
      defaultValue = "",
      description = "Only clusters whose host contains this.")
  private String fqdn = "";

  @Option(
      names = "--subset",
      paramLabel = "SUBSET",
      defaultValue = "",
      description = "Only clusters whose subset contains this.")
  private String subset = "";

  @Option(
      names = "--direction",
      paramLabel = "DIRECTION",
      defaultValue = "",
      description = "Only clusters of this direction: inbound or outbound.")
  private String direction = "";

  ClusterTable.Filter filter(int port) {
    return new ClusterTable.Filter(fqdn, port, subset, direction);
  }
}
