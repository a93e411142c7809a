package dev.isthmus.cli.proxy;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;

/** Proxies as {@code istioctl proxy-status} shows them. */
public final class StatusTable {
  private static final String NO_SUBSCRIPTION = "IGNORED";

  private final List<ProxyStatus> proxies;

  public StatusTable(List<ProxyStatus> proxies) {
    this.proxies =
        proxies.stream()
            .sorted(Comparator.comparing(ProxyStatus::name).thenComparing(ProxyStatus::cluster))
            .toList();
  }

  /** As istioctl 1.29 does. */
  public String today() {
    TabTable table =
        new TabTable(TabTable.WIDE, "NAME", "CLUSTER", "ISTIOD", "VERSION", "SUBSCRIBED TYPES");
    for (ProxyStatus proxy : proxies) {
      table.row(proxy.name(), proxy.cluster(), proxy.istiod(), proxy.version(), subscribed(proxy));
    }
    return table.text();
  }

  private static String subscribed(ProxyStatus proxy) {
    List<String> types =
        Stream.of(ProxyStatus.Type.values())
            .filter(proxy::hasSome)
            .map(ProxyStatus.Type::name)
            .toList();
    return types.isEmpty() ? "0" : types.size() + " (" + String.join(",", types) + ")";
  }

  /** As istioctl 1.29 does with {@code -v 1}: all types that there are, by their URLs. */
  public String verbose() {
    TabTable table =
        new TabTable(
            TabTable.WIDE,
            "NAME",
            "CLUSTER",
            "CDS",
            "ECDS",
            "EDS",
            "LDS",
            "RDS",
            "ISTIOD",
            "VERSION");
    for (ProxyStatus proxy : proxies) {
      table.row(
          proxy.name(),
          proxy.cluster(),
          state(proxy, ProxyStatus.Type.CDS),
          NO_SUBSCRIPTION,
          state(proxy, ProxyStatus.Type.EDS),
          state(proxy, ProxyStatus.Type.LDS),
          state(proxy, ProxyStatus.Type.RDS),
          proxy.istiod(),
          proxy.version());
    }
    return table.text();
  }

  /** As istioctl 1.11 did, and the workshop shows it. */
  public String of111() {
    TabTable table =
        new TabTable(
            TabTable.WIDE, "NAME", "CLUSTER", "CDS", "LDS", "EDS", "RDS", "ISTIOD", "VERSION");
    for (ProxyStatus proxy : proxies) {
      table.row(
          proxy.name(),
          proxy.cluster(),
          state(proxy, ProxyStatus.Type.CDS),
          state(proxy, ProxyStatus.Type.LDS),
          state(proxy, ProxyStatus.Type.EDS),
          state(proxy, ProxyStatus.Type.RDS),
          proxy.istiod(),
          proxy.version());
    }
    return table.text();
  }

  /** As JSON, a proxy an object. */
  public String json() {
    ArrayNode all = JsonNodeFactory.instance.arrayNode();
    for (ProxyStatus proxy : proxies) {
      ObjectNode object =
          all.addObject()
              .put("name", proxy.name())
              .put("cluster", proxy.cluster())
              .put("istiod", proxy.istiod())
              .put("version", proxy.version());
      ObjectNode states = object.putObject("types");
      for (ProxyStatus.Type type : ProxyStatus.Type.values()) {
        states.put(type.name(), state(proxy, type));
      }
    }
    return ResourceText.json(all);
  }

  private static String state(ProxyStatus proxy, ProxyStatus.Type type) {
    return proxy.states().getOrDefault(type, ProxyStatus.NOT_SENT);
  }
}
