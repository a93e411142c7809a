package dev.isthmus.cli.proxy;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.Comparator;

/**
 * What the name of an Envoy cluster says, as Istio makes them: {@code
 * outbound|9080|subset|reviews.ns.svc.cluster.local}. Other names are all host.
 *
 * @param port 0 where it is no number
 */
record SubsetKey(String direction, int port, String subset, String host) {
  /** istioctl's order of clusters. */
  private static final Comparator<SubsetKey> ORDER =
      Comparator.comparing(SubsetKey::host)
          .thenComparing(SubsetKey::subset)
          .thenComparingInt(SubsetKey::port)
          .thenComparing(SubsetKey::direction);

  static SubsetKey of(String name) {
    String[] parts = name.split("\\|", 4);
    return parts.length < 4
        ? new SubsetKey("", 0, "", name)
        : new SubsetKey(parts[0], number(parts[1]), parts[2], parts[3]);
  }

  /** Resources in istioctl's order, by the field that holds the cluster's name. */
  static Comparator<JsonNode> by(String field) {
    return Comparator.comparing(node -> of(node.path(field).asText()), ORDER);
  }

  static boolean isOne(String name) {
    return name.chars().filter(c -> c == '|').count() >= 3;
  }

  private static int number(String text) {
    return text.matches("[0-9]{1,9}") ? Integer.parseInt(text) : 0;
  }
}
