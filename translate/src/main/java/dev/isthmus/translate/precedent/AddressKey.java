package dev.isthmus.translate.precedent;

/**
 * A host's entry in a namespace, which has a virtual address.
 *
 * @param host the host
 * @param cluster where its entry is
 * @param namespace likewise
 */
public record AddressKey(String host, String cluster, String namespace)
    implements Comparable<AddressKey> {
  @Override
  public int compareTo(AddressKey other) {
    int order = host.compareTo(other.host);
    if (order == 0) {
      order = cluster.compareTo(other.cluster);
    }
    return order == 0 ? namespace.compareTo(other.namespace) : order;
  }
}
