package dev.isthmus.traffic.xds;

/**
 * An Envoy's refusal of resources (NACK).
 *
 * @param node the node id of the proxy
 * @param type the kind of the resources: {@code Listener}
 * @param reason what Envoy says
 */
public record Rejection(String node, String type, String reason) {
  @Override
  public String toString() {
    return "the Envoy of " + node + " refuses its " + type + ": " + reason;
  }
}
