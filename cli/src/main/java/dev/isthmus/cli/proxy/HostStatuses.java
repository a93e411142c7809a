package dev.isthmus.cli.proxy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.envoyproxy.envoy.admin.v3.Clusters;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;

/**
 * The endpoints of each cluster, in the form of Envoy's {@code /clusters?format=json}.
 *
 * @param clusters each a {@code ClusterStatus}
 * @param asked whether an Envoy said so, with its own checks; otherwise they are what it would be
 *     given
 */
public record HostStatuses(List<JsonNode> clusters, boolean asked) {
  /** Which endpoints are shown. Empty texts and 0 are all; case does not count. */
  public record Filter(String address, int port, String cluster, String status) {
    boolean matches(JsonNode host, String name) {
      JsonNode socket = host.path("address").path("socketAddress");
      return (address.isEmpty() || address.equalsIgnoreCase(socket.path("address").asText("")))
          && (port == 0 || socket.path("portValue").asInt(0) == port)
          && (cluster.isEmpty() || cluster.equalsIgnoreCase(name))
          && (status.isEmpty() || status.equalsIgnoreCase(statusOf(host)));
    }
  }

  /** What an Envoy wrote: of its clusters, or a config dump with endpoints. */
  static HostStatuses of(JsonNode written, String from) throws IOException {
    JsonNode root = ProtoJson.canonical(written, Clusters.getDescriptor());
    if (root.path("clusterStatuses").isArray()) {
      return new HostStatuses(List.copyOf(list(root.path("clusterStatuses"))), true);
    }
    return of(ConfigDump.of(written, from));
  }

  /** The endpoints of a config dump. */
  static HostStatuses of(ConfigDump dump) throws IOException {
    List<JsonNode> clusters = new ArrayList<>();
    for (JsonNode assignment : dump.assignments()) {
      ObjectNode cluster = JsonNodeFactory.instance.objectNode();
      cluster.put("name", assignment.path("clusterName").asText());
      List<JsonNode> hosts = new ArrayList<>();
      for (JsonNode locality : assignment.path("endpoints")) {
        locality.path("lbEndpoints").forEach(endpoint -> hosts.add(host(endpoint, locality)));
      }
      cluster.putArray("hostStatuses").addAll(hosts);
      clusters.add(cluster);
    }
    return new HostStatuses(clusters, false);
  }

  private static ObjectNode host(JsonNode endpoint, JsonNode locality) {
    ObjectNode host = JsonNodeFactory.instance.objectNode();
    host.set("address", endpoint.path("endpoint").path("address"));
    // What is not said counts as healthy.
    String status = endpoint.path("healthStatus").asText("UNKNOWN");
    host.putObject("healthStatus")
        .put("edsHealthStatus", status.equals("UNKNOWN") ? "HEALTHY" : status);
    host.put("weight", endpoint.path("loadBalancingWeight").asInt(1));
    if (locality.path("priority").asInt(0) > 0) {
      host.put("priority", locality.path("priority").asInt());
    }
    if (!locality.path("locality").isEmpty()) {
      host.set("locality", locality.path("locality"));
    }
    return host;
  }

  private static List<JsonNode> list(JsonNode array) {
    List<JsonNode> all = new ArrayList<>();
    array.forEach(all::add);
    return all;
  }

  /** The clusters of which an endpoint is shown, whole, as istioctl writes them. */
  public List<JsonNode> select(Filter filter) {
    return clusters.stream()
        .filter(cluster ->
            list(cluster.path("hostStatuses")).stream()
                .anyMatch(host -> filter.matches(host, cluster.path("name").asText())))
        .toList();
  }

  /** As {@code istioctl proxy-config endpoints} shows them. */
  public String table(Filter filter) {
    record Row(String address, int port, String status, String outlier, String cluster) {}
    List<Row> rows = new ArrayList<>();
    for (JsonNode cluster : clusters) {
      String name = cluster.path("name").asText();
      for (JsonNode host : cluster.path("hostStatuses")) {
        if (filter.matches(host, name)) {
          rows.add(
              new Row(
                  address(host.path("address")), port(host), statusOf(host), outlier(host), name));
        }
      }
    }
    rows.sort(
        Comparator.comparing(Row::address).thenComparingInt(Row::port).thenComparing(Row::cluster));
    TabTable table = new TabTable(TabTable.WIDE, "ENDPOINT", "STATUS", "OUTLIER CHECK", "CLUSTER");
    for (Row row : rows) {
      table.row(
          row.port == 0 ? row.address : row.address + ":" + row.port,
          row.status,
          row.outlier,
          row.cluster);
    }
    return table.text();
  }

  private static String address(JsonNode address) {
    JsonNode socket = address.path("socketAddress").path("address");
    JsonNode pipe = address.path("pipe").path("path");
    return socket.isMissingNode()
        ? pipe.isMissingNode() ? Resources.address(address) : "unix://" + pipe.asText()
        : socket.asText();
  }

  private static int port(JsonNode host) {
    return host.path("address").path("socketAddress").path("portValue").asInt(0);
  }

  private static String statusOf(JsonNode host) {
    return host.path("healthStatus")
        .path("edsHealthStatus")
        .asText("UNKNOWN")
        .toUpperCase(Locale.ROOT);
  }

  /** Envoy alone knows; where none was asked, nothing is said. */
  private String outlier(JsonNode host) {
    if (!asked) {
      return "-";
    }
    return host.path("healthStatus").path("failedOutlierCheck").asBoolean(false) ? "FAILED" : "OK";
  }
}
