package dev.isthmus.api;

import static java.util.Objects.requireNonNull;

/**
 * Where an object lives. Natural order: cluster, namespace, name.
 *
 * @param cluster the cluster's registered name (that of its KubernetesCluster object)
 * @param namespace the namespace; empty for cluster-scoped objects
 * @param name the object's name
 */
public record ObjectKey(String cluster, String namespace, String name)
    implements Comparable<ObjectKey> {

  public ObjectKey {
    requireNonNull(cluster, "cluster");
    requireNonNull(namespace, "namespace");
    requireNonNull(name, "name");
  }

  @Override
  public int compareTo(ObjectKey other) {
    int order = cluster.compareTo(other.cluster);
    if (order == 0) {
      order = namespace.compareTo(other.namespace);
    }
    return order != 0 ? order : name.compareTo(other.name);
  }

  /** As people write it: {@code namespace/name (cluster)}. */
  @Override
  public String toString() {
    String path = namespace.isEmpty() ? name : namespace + "/" + name;
    return cluster.isEmpty() ? path : path + " (" + cluster + ")";
  }
}
