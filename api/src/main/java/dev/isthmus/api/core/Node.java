package dev.isthmus.api.core;

import static java.util.Objects.requireNonNull;

import dev.isthmus.api.Meta;
import dev.isthmus.api.ObjectKind;
import dev.isthmus.api.Resource;
import java.util.List;

/**
 * A node of a cluster: where it is, and how it is reached.
 *
 * @param meta its metadata, without annotations
 * @param addresses its addresses
 */
public record Node(Meta meta, List<NodeAddress> addresses) implements Resource {

  private static final String REGION = "topology.kubernetes.io/region";
  private static final String ZONE = "topology.kubernetes.io/zone";
  private static final String OLD_REGION = "failure-domain.beta.kubernetes.io/region";
  private static final String OLD_ZONE = "failure-domain.beta.kubernetes.io/zone";
  private static final String SUBZONE = "topology.istio.io/subzone";

  public Node {
    requireNonNull(meta, "meta");
    addresses = List.copyOf(addresses);
  }

  @Override
  public ObjectKind kind() {
    return ObjectKind.NODE;
  }

  /** The region, or empty. */
  public String region() {
    return labels().getOrDefault(REGION, labels().getOrDefault(OLD_REGION, ""));
  }

  /** The zone, or empty. */
  public String zone() {
    return labels().getOrDefault(ZONE, labels().getOrDefault(OLD_ZONE, ""));
  }

  /** Istio's subzone, or empty. */
  public String subzone() {
    return labels().getOrDefault(SUBZONE, "");
  }

  /**
   * The locality as Istio writes it: {@code region[/zone[/subzone]]}, up to the first empty one.
   */
  public String locality() {
    if (region().isEmpty() || zone().isEmpty()) {
      return region();
    }
    String zoned = region() + "/" + zone();
    return subzone().isEmpty() ? zoned : zoned + "/" + subzone();
  }
}
