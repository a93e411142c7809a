package dev.isthmus.cli;

import picocli.CommandLine.Option;

/** The port that is shown. */
final class PortOption {
  @Option(
      names = "--port",
      paramLabel = "PORT",
      defaultValue = "0",
      description = "Only those of this port.")
  private int port;

  int port() {
    return port;
  }
}
