package dev.isthmus.translate.resolve;

/**
 * One claim of a workspace: the index of its {@code workloadClusters} and of their {@code
 * namespaces}.
 */
record ClaimKey(String workspace, int cluster, int namespace) implements Comparable<ClaimKey> {
  @Override
  public int compareTo(ClaimKey other) {
    int order = workspace.compareTo(other.workspace);
    if (order == 0) {
      order = Integer.compare(cluster, other.cluster);
    }
    return order == 0 ? Integer.compare(namespace, other.namespace) : order;
  }
}
