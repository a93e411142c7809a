package dev.isthmus.translate.plan;

import java.util.Locale;

/**
 * Where claims on hosts meet: a host on the sidecars of a workspace, or a gateway.
 *
 * @param place {@code sidecars of} and a workspace, or a gateway service's key as text
 * @param host the host in lower case; empty for a gateway, where wildcards overlap others
 */
public record ClaimPlace(String place, String host) implements Comparable<ClaimPlace> {

  static ClaimPlace sidecars(String workspace, String host) {
    return new ClaimPlace("sidecars of " + workspace, host.toLowerCase(Locale.ROOT));
  }

  static ClaimPlace gateway(GatewayWorkload gateway) {
    return new ClaimPlace(gateway.service().toString(), "");
  }

  boolean isSidecarsOf(String workspace) {
    return !host.isEmpty() && place.equals("sidecars of " + workspace);
  }

  @Override
  public int compareTo(ClaimPlace other) {
    int order = place.compareTo(other.place);
    return order == 0 ? host.compareTo(other.host) : order;
  }
}
