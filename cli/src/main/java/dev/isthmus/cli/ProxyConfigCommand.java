package dev.isthmus.cli;

import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** {@code isthmus proxy-config}: what the Envoy of a pod gets, as istioctl shows it. */
@Command(
    name = "proxy-config",
    aliases = "pc",
    description =
        "Show what the Envoy of a pod gets: of an environment, a running lab, or a real Envoy; in istioctl's tables and JSON.",
    footer = {
      "",
      "Examples:",
      "  isthmus proxy-config clusters productpage-v1.bookinfo-frontends --env env --cluster cluster1",
      "  isthmus proxy-config routes deploy/productpage-v1 -n bookinfo-frontends --env env --name 9080 -o json",
      "  isthmus proxy-config endpoints productpage-v1.bookinfo-frontends --lab",
      "  isthmus proxy-config all --admin http://127.0.0.1:15000"
    },
    mixinStandardHelpOptions = true,
    subcommands = {
      ProxyClustersCommand.class,
      ProxyEndpointsCommand.class,
      ProxyListenersCommand.class,
      ProxyRoutesCommand.class,
      ProxyAllCommand.class
    },
    synopsisSubcommandLabel = "clusters|endpoints|listeners|routes|all")
final class ProxyConfigCommand implements Runnable {
  @Spec private CommandSpec spec;

  @Override
  public void run() {
    throw new ParameterException(
        spec.commandLine(), "Missing what to show: clusters, endpoints, listeners, routes or all");
  }
}
