package dev.isthmus.envoy.cluster;

import dev.isthmus.envoy.endpoint.LoadAssignments;
import dev.isthmus.envoy.registry.Registry;
import dev.isthmus.envoy.registry.ServiceTarget;
import dev.isthmus.envoy.scope.ProxyScope;
import dev.isthmus.envoy.security.PeerAuthentications;
import io.envoyproxy.envoy.config.cluster.v3.Cluster;
import io.envoyproxy.envoy.config.endpoint.v3.ClusterLoadAssignment;
import java.util.ArrayList;
import java.util.List;

/**
 * All clusters of a proxy, and the endpoints of those that ask istiod for them.
 *
 * @param clusters the clusters
 * @param endpoints the endpoints
 */
public record Clusters(List<Cluster> clusters, List<ClusterLoadAssignment> endpoints) {
  public Clusters {
    clusters = List.copyOf(clusters);
    endpoints = List.copyOf(endpoints);
  }

  /**
   * Makes the clusters of a proxy.
   *
   * @param targets the ports of the proxy's pod that services lead to
   * @param autoPassthrough whether the proxy is a gateway with an AUTO_PASSTHROUGH server
   */
  public static Clusters of(
      String cluster,
      ProxyScope scope,
      Registry registry,
      PeerAuthentications peers,
      List<ServiceTarget> targets,
      boolean autoPassthrough) {
    LoadAssignments assignments = new LoadAssignments(cluster, scope.proxy(), registry, peers);
    List<OutboundCluster> outbound =
        new ArrayList<>(new OutboundClusters(scope, registry, peers, assignments, false).build());
    if (autoPassthrough) {
      outbound.addAll(new OutboundClusters(scope, registry, peers, assignments, true).build());
    }
    List<Cluster> clusters = new ArrayList<>();
    List<ClusterLoadAssignment> endpoints = new ArrayList<>();
    for (OutboundCluster it : outbound) {
      clusters.add(it.cluster());
      if (it.cluster().getType() == Cluster.DiscoveryType.EDS) {
        endpoints.add(assignments.delivered(it.cluster().getName(), it.selection()));
      }
    }
    clusters.add(FallbackClusters.blackHole());
    if (scope.proxy().isSidecar()) {
      clusters.add(FallbackClusters.passthrough());
      clusters.add(FallbackClusters.inboundPassthrough(scope.proxy().address()));
      clusters.addAll(new InboundClusters(scope, targets).build());
    }
    return new Clusters(clusters, endpoints);
  }
}
