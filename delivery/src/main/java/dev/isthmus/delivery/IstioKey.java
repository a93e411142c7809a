package dev.isthmus.delivery;

import dev.isthmus.istio.IstioKind;

/** An Istio object of one of the clusters. Natural order: cluster, namespace, kind, name. */
public record IstioKey(String cluster, String namespace, IstioKind kind, String name)
    implements Comparable<IstioKey> {
  @Override
  public int compareTo(IstioKey other) {
    int order = cluster.compareTo(other.cluster);
    order = order != 0 ? order : namespace.compareTo(other.namespace);
    order = order != 0 ? order : kind.compareTo(other.kind);
    return order != 0 ? order : name.compareTo(other.name);
  }

  /** As people write it: {@code ServiceEntry namespace/name (cluster)}. */
  @Override
  public String toString() {
    return kind.kind() + " " + namespace + "/" + name + " (" + cluster + ")";
  }
}
