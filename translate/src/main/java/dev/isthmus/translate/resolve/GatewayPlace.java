package dev.isthmus.translate.resolve;

/**
 * The east-west gateways of a source in a cluster.
 *
 * @param source a {@link Settings.GatewaySource}'s id
 */
public record GatewayPlace(String source, String cluster) implements Comparable<GatewayPlace> {
  @Override
  public int compareTo(GatewayPlace other) {
    int order = source.compareTo(other.source);
    return order == 0 ? cluster.compareTo(other.cluster) : order;
  }
}
