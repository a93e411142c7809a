package dev.isthmus.cli.proxy;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/** Endpoints as {@code istioctl proxy-config all} shows them: as they were sent. */
public final class AssignmentTable {
  private AssignmentTable() {}

  /**
   * The table.
   *
   * @param address {@code address:port}; empty for all
   * @param port 0 for all
   */
  public static String of(List<JsonNode> assignments, String address, int port) {
    TabTable table = new TabTable(TabTable.WIDE, "NAME", "STATUS", "LOCALITY", "CLUSTER");
    assignments.stream()
        .sorted(SubsetKey.by("clusterName"))
        .forEach(assignment -> {
          for (JsonNode locality : assignment.path("endpoints")) {
            for (JsonNode endpoint : locality.path("lbEndpoints")) {
              if (matches(endpoint.path("endpoint"), address, port)) {
                table.row(
                    "endpoint/" + String.join(",", addresses(endpoint.path("endpoint"))),
                    endpoint.path("healthStatus").asText("UNKNOWN"),
                    locality(locality.path("locality")),
                    assignment.path("clusterName").asText());
              }
            }
          }
        });
    return table.text();
  }

  private static boolean matches(JsonNode endpoint, String address, int port) {
    return (address.isEmpty() || addresses(endpoint).stream().anyMatch(address::equalsIgnoreCase))
        && (port == 0
            || endpoint.path("address").path("socketAddress").path("portValue").asInt(0) == port);
  }

  private static List<String> addresses(JsonNode endpoint) {
    List<String> all = new ArrayList<>(List.of(Resources.address(endpoint.path("address"))));
    endpoint
        .path("additionalAddresses")
        .forEach(more -> all.add(Resources.address(more.path("address"))));
    return all;
  }

  /** Istio's form: up to the first part that is empty. */
  private static String locality(JsonNode locality) {
    List<String> parts =
        Stream.of("region", "zone", "subZone")
            .map(part -> locality.path(part).asText(""))
            .takeWhile(part -> !part.isEmpty())
            .toList();
    return String.join("/", parts);
  }
}
