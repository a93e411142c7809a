package dev.isthmus.api.gloo.admin;

import static java.util.Objects.requireNonNull;

/**
 * The content of a {@link KubernetesCluster}.
 *
 * @param clusterDomain the DNS domain of the cluster's services; empty: {@code cluster.local}
 * @param skipWarming translation does not wait for the first state of this cluster
 */
public record KubernetesClusterSpec(String clusterDomain, boolean skipWarming) {

  public KubernetesClusterSpec {
    requireNonNull(clusterDomain, "clusterDomain");
  }
}
