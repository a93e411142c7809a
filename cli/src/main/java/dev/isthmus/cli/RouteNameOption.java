package dev.isthmus.cli;

import picocli.CommandLine.Option;

/** The route configuration that is shown. */
final class RouteNameOption {
  @Option(
      names = "--name",
      paramLabel = "NAME",
      defaultValue = "",
      description = "Only the route configuration of this name, such as 9080.")
  private String name = "";

  String name() {
    return name;
  }
}
