package dev.isthmus.translate;

import dev.isthmus.istio.IstioKind;

/**
 * Where an Istio object of ours lives. Natural order: cluster, namespace, kind, name.
 *
 * @param cluster the cluster it is written to
 * @param namespace its namespace there
 * @param kind its kind
 * @param name its name, at most 63 characters
 */
public record OutputKey(String cluster, String namespace, IstioKind kind, String name)
    implements Comparable<OutputKey> {

  /** Sorts before every key of a cluster: of the first kind, with empty names. */
  static OutputKey first(String cluster) {
    return new OutputKey(cluster, "", IstioKind.AUTHORIZATION_POLICY, "");
  }

  @Override
  public int compareTo(OutputKey other) {
    int order = cluster.compareTo(other.cluster);
    if (order == 0) {
      order = namespace.compareTo(other.namespace);
    }
    if (order == 0) {
      order = kind.compareTo(other.kind);
    }
    return order == 0 ? name.compareTo(other.name) : order;
  }

  /** As users name it: {@code ServiceEntry bookinfo-backends/vd-reviews (cluster1)}. */
  @Override
  public String toString() {
    return kind.kind() + " " + namespace + "/" + name + " (" + cluster + ")";
  }
}
