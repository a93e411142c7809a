package dev.isthmus.envoy;

import io.envoyproxy.envoy.config.cluster.v3.Cluster;
import io.envoyproxy.envoy.config.endpoint.v3.ClusterLoadAssignment;
import io.envoyproxy.envoy.config.listener.v3.Listener;
import io.envoyproxy.envoy.config.route.v3.RouteConfiguration;
import java.util.List;
import java.util.SortedSet;

/**
 * All xDS resources of one proxy, each list sorted by name.
 *
 * @param clusters the clusters (CDS)
 * @param endpoints the endpoints of the clusters that ask for them (EDS)
 * @param listeners the listeners (LDS)
 * @param routes the route configurations that listeners ask for (RDS)
 * @param secrets the names of the secrets that clusters and listeners ask for (SDS)
 */
public record ProxyConfig(
    List<Cluster> clusters,
    List<ClusterLoadAssignment> endpoints,
    List<Listener> listeners,
    List<RouteConfiguration> routes,
    SortedSet<String> secrets) {
  public ProxyConfig {
    clusters = List.copyOf(clusters);
    endpoints = List.copyOf(endpoints);
    listeners = List.copyOf(listeners);
    routes = List.copyOf(routes);
  }
}
