package dev.isthmus.cli.proxy;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;

/**
 * A filter chain in istioctl's words.
 *
 * @param match which connections it takes
 * @param destination where they go
 */
record FilterChainText(String match, String destination) {
  private static final String HTTP = "envoy.filters.network.http_connection_manager";
  private static final String TCP = "envoy.filters.network.tcp_proxy";
  private static final String BLACK_HOLE = "BlackHoleCluster";

  private static final Map<List<String>, String> PROTOCOLS =
      Map.of(
          List.of("http/1.0", "http/1.1", "h2c", "istio-http/1.0", "istio-http/1.1", "istio-h2"),
          "App: HTTP TLS",
          List.of("istio", "istio-http/1.0", "istio-http/1.1", "istio-h2"),
          "App: Istio HTTP Plain",
          List.of("istio-peer-exchange", "istio"),
          "App: TCP TLS",
          List.of("http/1.0", "http/1.1", "h2c"),
          "App: HTTP");

  /** The chains of a listener, by destination backwards, as istioctl has them. */
  static List<FilterChainText> of(JsonNode listener) {
    return chains(listener).stream()
        .map(chain ->
            new FilterChainText(matchOf(chain.path("filterChainMatch")), destinationOf(chain)))
        .sorted(Comparator.comparing(FilterChainText::destination).reversed())
        .toList();
  }

  /** {@code HTTP}, {@code TCP}, {@code HTTP+TCP}, or {@code UNKNOWN}. */
  static String typeOf(JsonNode listener) {
    boolean http = false;
    boolean tcp = false;
    for (JsonNode chain : chains(listener)) {
      for (JsonNode filter : chain.path("filters")) {
        http |= filter.path("name").asText().equals(HTTP);
        tcp |= isTcp(filter);
      }
    }
    return http ? (tcp ? "HTTP+TCP" : "HTTP") : tcp ? "TCP" : "UNKNOWN";
  }

  private static List<JsonNode> chains(JsonNode listener) {
    List<JsonNode> chains = new ArrayList<>();
    listener.path("filterChains").forEach(chains::add);
    if (listener.has("defaultFilterChain")) {
      chains.add(listener.get("defaultFilterChain"));
    }
    return chains;
  }

  private static boolean isTcp(JsonNode filter) {
    return filter.path("name").asText().equals(TCP)
        && !filter.path("typedConfig").toString().contains(BLACK_HOLE);
  }

  private static String matchOf(JsonNode match) {
    List<String> parts = new ArrayList<>();
    if (!match.path("serverNames").isEmpty()) {
      parts.add("SNI: " + String.join(",", texts(match.path("serverNames"))));
    }
    if (match.has("transportProtocol")) {
      parts.add("Trans: " + match.get("transportProtocol").asText());
    }
    List<String> protocols = texts(match.path("applicationProtocols"));
    if (!protocols.isEmpty()) {
      parts.add(PROTOCOLS.getOrDefault(protocols, "App: " + String.join(",", protocols)));
    }
    String port = match.has("destinationPort") ? ":" + match.get("destinationPort").asInt() : "";
    if (!match.path("prefixRanges").isEmpty()) {
      List<String> ranges = new ArrayList<>();
      match
          .path("prefixRanges")
          .forEach(range ->
              ranges.add(
                  range.path("addressPrefix").asText() + "/" + range.path("prefixLen").asInt(0)));
      parts.add("Addr: " + String.join(",", ranges) + port);
    } else if (!port.isEmpty()) {
      parts.add("Addr: *" + port);
    }
    return parts.isEmpty() ? "ALL" : String.join("; ", parts);
  }

  private static List<String> texts(JsonNode array) {
    List<String> texts = new ArrayList<>();
    array.forEach(text -> texts.add(text.asText()));
    return texts;
  }

  private static String destinationOf(JsonNode chain) {
    for (JsonNode filter : chain.path("filters")) {
      JsonNode config = filter.path("typedConfig");
      if (filter.path("name").asText().equals(HTTP)) {
        String rds = config.path("rds").path("routeConfigName").asText("");
        return config.has("routeConfig")
            ? inline(config.get("routeConfig"))
            : rds.isEmpty() ? "HTTP" : "Route: " + rds;
      }
      if (isTcp(filter)) {
        return cluster(config.path("cluster").asText(""));
      }
    }
    return "Non-HTTP/Non-TCP";
  }

  /** Clusters of Istio's own, such as PassthroughCluster, speak for themselves. */
  private static String cluster(String name) {
    return name.contains("Cluster") ? name : "Cluster: " + name;
  }

  private static String inline(JsonNode routes) {
    JsonNode hosts = routes.path("virtualHosts");
    JsonNode only = hosts.path(0).path("routes");
    if (hosts.size() == 1
        && texts(hosts.get(0).path("domains")).equals(List.of("*"))
        && only.size() == 1
        && only.get(0).path("match").path("prefix").asText().equals("/")
        && only.get(0).path("route").has("cluster")) {
      return cluster(only.get(0).path("route").path("cluster").asText());
    }
    List<String> parts = new ArrayList<>();
    for (JsonNode host : hosts) {
      List<String> domains = texts(host.path("domains"));
      List<String> matches = new ArrayList<>();
      host.path("routes").forEach(route -> matches.add(Resources.match(route.path("match"))));
      String before = domains.equals(List.of("*")) ? "" : String.join("/", domains) + " ";
      parts.add(before + String.join(", ", matches));
    }
    return "Inline Route: " + String.join("; ", parts);
  }
}
