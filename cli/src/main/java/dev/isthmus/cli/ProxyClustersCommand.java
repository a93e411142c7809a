package dev.isthmus.cli;

import com.fasterxml.jackson.databind.JsonNode;
import dev.isthmus.cli.proxy.ClusterTable;
import java.io.IOException;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** {@code isthmus proxy-config clusters}. */
@Command(
    name = "clusters",
    aliases = {"cluster", "c"},
    description = "Show the clusters of a pod's Envoy: what it can send requests to, and how.",
    footer = {
      "",
      "Examples:",
      "  isthmus proxy-config clusters productpage-v1.bookinfo-frontends --env env --cluster cluster1",
      "  isthmus proxy-config clusters deploy/productpage-v1.bookinfo-frontends --env env --cluster cluster1 --fqdn reviews -o json",
      "  isthmus proxy-config clusters --file config_dump.json --direction outbound --port 9080"
    },
    mixinStandardHelpOptions = true)
final class ProxyClustersCommand implements Callable<Integer> {
  @Mixin private ProxyOptions options = new ProxyOptions();
  @Mixin private ClusterOptions clusters = new ClusterOptions();
  @Mixin private PortOption port = new PortOption();

  @Override
  public Integer call() throws IOException {
    List<JsonNode> shown =
        ClusterTable.select(options.source().dump().clusters(), clusters.filter(port.port()));
    return options.show(shown, () -> ClusterTable.of(shown, false));
  }
}
