package dev.isthmus.cli;

import com.fasterxml.jackson.databind.JsonNode;
import dev.isthmus.cli.proxy.RouteTable;
import java.io.IOException;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** {@code isthmus proxy-config routes}. */
@Command(
    name = "routes",
    aliases = {"route", "r"},
    description =
        "Show the routes of a pod's Envoy: for each host and path, which VirtualService decides. --verbose=false counts hosts.",
    footer = {
      "",
      "Examples:",
      "  isthmus proxy-config routes productpage-v1.bookinfo-frontends --env env --cluster cluster1 --name 9080",
      "  isthmus proxy-config routes deploy/istio-ingressgateway.istio-gateways --env env --cluster cluster1 -o json"
    },
    mixinStandardHelpOptions = true)
final class ProxyRoutesCommand implements Callable<Integer> {
  @Mixin private ProxyOptions options = new ProxyOptions();
  @Mixin private RouteNameOption name = new RouteNameOption();

  @Override
  public Integer call() throws IOException {
    List<JsonNode> shown = RouteTable.select(options.source().dump().routes(), name.name());
    return options.show(shown, () -> RouteTable.of(shown, false, !options.isBrief()));
  }
}
