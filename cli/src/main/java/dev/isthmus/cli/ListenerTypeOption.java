package dev.isthmus.cli;

import picocli.CommandLine.Option;

/** The type of listeners that is shown. */
final class ListenerTypeOption {
  @Option(
      names = "--type",
      paramLabel = "TYPE",
      defaultValue = "",
      description = "Only listeners of this type: HTTP, TCP or HTTP+TCP.")
  private String type = "";

  String type() {
    return type;
  }
}
