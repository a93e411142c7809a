package dev.isthmus.translate.resolve;

/**
 * Where the platform team's objects live: the cluster that holds the KubernetesCluster objects, and
 * their namespace.
 *
 * @param cluster the management cluster
 * @param namespace the admin namespace in it ({@code gloo-mesh} in the labs)
 */
public record Management(String cluster, String namespace) {}
