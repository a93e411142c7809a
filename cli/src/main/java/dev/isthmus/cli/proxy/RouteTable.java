package dev.isthmus.cli.proxy;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/** Route configurations as {@code istioctl proxy-config routes} shows them. */
public final class RouteTable {
  private static final int SHOWN_DOMAINS = 2;
  private static final String PASSTHROUGH = "PassthroughCluster";

  private RouteTable() {}

  /** The configurations of this name; an empty one is all. */
  public static List<JsonNode> select(List<JsonNode> routes, String name) {
    List<JsonNode> sorted = new ArrayList<>();
    for (JsonNode route : routes) {
      if (name.isEmpty() || route.path("name").asText().equals(name)) {
        insert(sorted, route);
      }
    }
    return sorted;
  }

  /** istioctl compares ports with ports, and leaves the rest where it stands. */
  private static void insert(List<JsonNode> sorted, JsonNode route) {
    int at = sorted.size();
    while (at > 0 && isBefore(route, sorted.get(at - 1))) {
      at--;
    }
    sorted.add(at, route);
  }

  private static boolean isBefore(JsonNode route, JsonNode other) {
    String name = route.path("name").asText();
    String otherName = other.path("name").asText();
    return name.matches("[0-9]{1,9}")
        && otherName.matches("[0-9]{1,9}")
        && Integer.parseInt(name) < Integer.parseInt(otherName);
  }

  /**
   * The table.
   *
   * @param named with the kind before each name, as {@code all} has it
   * @param verbose each route, and not only how many virtual hosts there are
   */
  public static String of(List<JsonNode> routes, boolean named, boolean verbose) {
    TabTable table =
        verbose
            ? new TabTable(
                TabTable.WIDE, "NAME", "VHOST NAME", "DOMAINS", "MATCH", "VIRTUAL SERVICE")
            : new TabTable(TabTable.WIDE, "NAME", "VIRTUAL HOSTS");
    for (JsonNode configuration : routes) {
      String name = (named ? "route/" : "") + configuration.path("name").asText();
      JsonNode hosts = configuration.path("virtualHosts");
      if (verbose) {
        hosts.forEach(host -> rows(table, name, host));
      } else {
        table.row(name, String.valueOf(hosts.size()));
      }
    }
    return table.text();
  }

  private static void rows(TabTable table, String name, JsonNode host) {
    String hostName = host.path("name").asText();
    String domains = domains(host.path("domains"));
    if (host.path("routes").isEmpty()) {
      table.row(name, hostName, domains, "/*", "404");
    }
    for (JsonNode route : host.path("routes")) {
      if (!route.path("route").path("cluster").asText().equals(PASSTHROUGH)) {
        table.row(
            name,
            hostName,
            domains,
            Resources.match(route.path("match")),
            Resources.managedBy(route));
      }
    }
  }

  /** The only domain; of several the first two without a port, short forms instead of long ones. */
  private static String domains(JsonNode domains) {
    if (domains.size() == 1) {
      return domains.get(0).asText();
    }
    List<String> withoutPort = new ArrayList<>();
    for (JsonNode domain : domains) {
      String text = domain.asText();
      long colons = text.chars().filter(c -> c == ':').count();
      if (colons == 0 || (colons > 2 && text.endsWith("]"))) {
        withoutPort.add(text);
      }
    }
    List<String> shown = shortest(withoutPort);
    return shown.size() <= SHOWN_DOMAINS
        ? String.join(", ", shown)
        : String.join(", ", shown.subList(0, SHOWN_DOMAINS))
            + " + "
            + (shown.size() - SHOWN_DOMAINS)
            + " more...";
  }

  private static List<String> shortest(List<String> domains) {
    Set<String> all = new HashSet<>(domains);
    return domains.stream()
        .filter(domain ->
            !isLongFormOf(domain, ".svc.cluster.local", all) && !isLongFormOf(domain, ".svc", all))
        .toList();
  }

  private static boolean isLongFormOf(String domain, String suffix, Set<String> all) {
    return domain.endsWith(suffix)
        && all.contains(domain.substring(0, domain.length() - suffix.length()));
  }
}
