package dev.isthmus.cli;

import com.fasterxml.jackson.databind.JsonNode;
import dev.isthmus.cli.proxy.ListenerTable;
import java.io.IOException;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** {@code isthmus proxy-config listeners}. */
@Command(
    name = "listeners",
    aliases = {"listener", "l"},
    description =
        "Show the listeners of a pod's Envoy: which connections it takes, and where they go. --verbose=false shows their types.",
    footer = {
      "",
      "Examples:",
      "  isthmus proxy-config listeners productpage-v1.bookinfo-frontends --env env --cluster cluster1 --port 9080",
      "  isthmus proxy-config listeners deploy/istio-eastwestgateway.istio-gateways --env env --cluster cluster2 -o yaml",
      "  isthmus proxy-config listeners --admin http://127.0.0.1:15000 --type HTTP"
    },
    mixinStandardHelpOptions = true)
final class ProxyListenersCommand implements Callable<Integer> {
  @Mixin private ProxyOptions options = new ProxyOptions();
  @Mixin private AddressOption address = new AddressOption();
  @Mixin private PortOption port = new PortOption();
  @Mixin private ListenerTypeOption type = new ListenerTypeOption();

  @Override
  public Integer call() throws IOException {
    var filter = new ListenerTable.Filter(address.address(), port.port(), type.type());
    List<JsonNode> shown = ListenerTable.select(options.source().dump().listeners(), filter);
    return options.show(shown, () -> ListenerTable.of(shown, false, !options.isBrief()));
  }
}
