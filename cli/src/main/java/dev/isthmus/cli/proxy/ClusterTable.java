package dev.isthmus.cli.proxy;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;

/** Clusters as {@code istioctl proxy-config clusters} shows them. */
public final class ClusterTable {
  private ClusterTable() {}

  /**
   * Which clusters are shown. Empty texts and 0 are all; texts are looked for anywhere in the name.
   */
  public record Filter(String fqdn, int port, String subset, String direction) {
    boolean matches(String name) {
      return name.contains(fqdn)
          && name.contains(direction)
          && name.contains(subset)
          && (port == 0 || name.contains("|" + port + "|"));
    }
  }

  public static List<JsonNode> select(List<JsonNode> clusters, Filter filter) {
    return clusters.stream()
        .filter(cluster -> filter.matches(cluster.path("name").asText()))
        .sorted(SubsetKey.by("name"))
        .toList();
  }

  /**
   * The table.
   *
   * @param named with the column that names the resource, as {@code all} has it
   */
  public static String of(List<JsonNode> clusters, boolean named) {
    TabTable table =
        new TabTable(
            TabTable.WIDE,
            TabTable.withFirst(
                named,
                "NAME",
                "SERVICE FQDN",
                "PORT",
                "SUBSET",
                "DIRECTION",
                "TYPE",
                "DESTINATION RULE"));
    for (JsonNode cluster : clusters) {
      String name = cluster.path("name").asText();
      SubsetKey key = SubsetKey.of(name);
      boolean istio = SubsetKey.isOne(name);
      table.row(
          TabTable.withFirst(
              named,
              "cluster/" + name,
              istio ? key.host() : named ? "cluster/" + name : name,
              istio ? String.valueOf(key.port()) : "-",
              key.subset().isEmpty() ? "-" : key.subset(),
              istio ? key.direction() : "-",
              cluster.path("type").asText("STATIC"),
              Resources.managedBy(cluster)));
    }
    return table.text();
  }
}
