package dev.isthmus.api.core;

import static java.util.Objects.requireNonNull;

import java.util.List;

/**
 * An endpoint of a Service.
 *
 * @param addresses its addresses, of one family; any of them serves
 * @param ready whether it takes requests; true when not said
 * @param serving whether it answers, even while it terminates; as {@code ready} when not said
 * @param terminating whether it is going away
 * @param nodeName its node, or empty
 * @param zone its zone, or empty
 * @param hostname its own name below the Service's, or empty
 * @param pod the pod behind it, or empty
 */
public record Endpoint(
    List<String> addresses,
    boolean ready,
    boolean serving,
    boolean terminating,
    String nodeName,
    String zone,
    String hostname,
    String pod) {

  public Endpoint {
    addresses = List.copyOf(addresses);
    requireNonNull(nodeName, "nodeName");
    requireNonNull(zone, "zone");
    requireNonNull(hostname, "hostname");
    requireNonNull(pod, "pod");
  }
}
