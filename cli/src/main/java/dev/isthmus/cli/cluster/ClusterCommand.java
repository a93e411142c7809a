package dev.isthmus.cli.cluster;

import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** {@code isthmus cluster}: who belongs to an installation. */
@Command(
    name = "cluster",
    description = "Register clusters, list them, and give them up.",
    footer = {
      "",
      "Examples:",
      "  isthmus cluster register cluster1 --context cluster1 --management-context mgmt --relay-address relay.example:9900",
      "  isthmus cluster list --context mgmt",
      "  isthmus cluster deregister cluster1 --context mgmt"
    },
    mixinStandardHelpOptions = true,
    subcommands = {RegisterCommand.class, ClusterListCommand.class, DeregisterCommand.class},
    synopsisSubcommandLabel = "register|list|deregister")
public final class ClusterCommand implements Runnable {
  @Spec private CommandSpec spec;

  @Override
  public void run() {
    throw new ParameterException(
        spec.commandLine(), "Missing what to do: register, list or deregister");
  }
}
