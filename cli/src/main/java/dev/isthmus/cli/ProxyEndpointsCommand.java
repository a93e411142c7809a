package dev.isthmus.cli;

import dev.isthmus.cli.proxy.HostStatuses;
import java.io.IOException;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code isthmus proxy-config endpoints}. */
@Command(
    name = "endpoints",
    aliases = {"endpoint", "ep"},
    description =
        "Show the endpoints of a pod's Envoy: the addresses behind each cluster, and their health.",
    footer = {
      "",
      "Examples:",
      "  isthmus proxy-config endpoints productpage-v1.bookinfo-frontends --env env --cluster cluster1 --port 9080",
      "  isthmus proxy-config endpoints productpage-v1.bookinfo-frontends --lab --cluster 'outbound|9080||reviews.bookinfo-backends.svc.cluster.local'",
      "  isthmus proxy-config endpoints --file clusters.json --status unhealthy"
    },
    mixinStandardHelpOptions = true)
final class ProxyEndpointsCommand implements Callable<Integer> {
  @Mixin private ProxyOptions options = new ProxyOptions();
  @Mixin private AddressOption address = new AddressOption();
  @Mixin private PortOption port = new PortOption();

  @Option(
      names = "--status",
      paramLabel = "STATUS",
      defaultValue = "",
      description = "Only endpoints of this status, such as healthy.")
  private String status = "";

  @Override
  public Integer call() throws IOException {
    var filter =
        new HostStatuses.Filter(address.address(), port.port(), options.envoyCluster(), status);
    HostStatuses statuses = options.source().statuses();
    return options.show(statuses.select(filter), () -> statuses.table(filter));
  }
}
