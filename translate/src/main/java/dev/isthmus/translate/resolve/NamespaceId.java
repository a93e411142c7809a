package dev.isthmus.translate.resolve;

/** A namespace of a cluster. Natural order: cluster, namespace. */
public record NamespaceId(String cluster, String namespace) implements Comparable<NamespaceId> {
  @Override
  public int compareTo(NamespaceId other) {
    int order = cluster.compareTo(other.cluster);
    return order == 0 ? namespace.compareTo(other.namespace) : order;
  }

  @Override
  public String toString() {
    return cluster + "/" + namespace;
  }
}
