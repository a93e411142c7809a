package dev.isthmus.cli;

import dev.isthmus.cli.proxy.AllTables;
import dev.isthmus.cli.proxy.ConfigDump;
import dev.isthmus.cli.proxy.ListenerTable;
import java.io.IOException;
import java.time.Instant;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code isthmus proxy-config all}. */
@Command(
    name = "all",
    aliases = "a",
    description =
        "Show all that a pod's Envoy has. As JSON it is a config dump, which --file reads.",
    footer = {
      "",
      "Examples:",
      "  isthmus proxy-config all productpage-v1.bookinfo-frontends --env env --cluster cluster1 --with-headers",
      "  isthmus proxy-config all productpage-v1.bookinfo-frontends --lab -o json > config_dump.json"
    },
    mixinStandardHelpOptions = true)
final class ProxyAllCommand implements Callable<Integer> {
  @Mixin private ProxyOptions options = new ProxyOptions();
  @Mixin private ClusterOptions clusters = new ClusterOptions();
  @Mixin private AddressOption address = new AddressOption();
  @Mixin private PortOption port = new PortOption();
  @Mixin private ListenerTypeOption type = new ListenerTypeOption();
  @Mixin private RouteNameOption name = new RouteNameOption();

  @Option(names = "--with-headers", description = "Show a heading before each table.")
  private boolean headings;

  @Override
  public Integer call() throws IOException {
    ConfigDump dump = options.source().dump();
    var filter =
        new AllTables.Filter(
            clusters.filter(port.port()),
            new ListenerTable.Filter(address.address(), port.port(), type.type()),
            name.name());
    String tables = AllTables.of(dump, filter, headings, !options.isBrief(), Instant.now());
    return options.show(dump, () -> tables);
  }
}
