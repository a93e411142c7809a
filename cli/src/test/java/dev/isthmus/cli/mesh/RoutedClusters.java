package dev.isthmus.cli.mesh;

import com.google.protobuf.Any;
import com.google.protobuf.InvalidProtocolBufferException;
import com.google.protobuf.Struct;
import dev.isthmus.envoy.ProxyConfig;
import io.envoyproxy.envoy.config.cluster.v3.Cluster;
import io.envoyproxy.envoy.config.endpoint.v3.ClusterLoadAssignment;
import io.envoyproxy.envoy.config.listener.v3.Filter;
import io.envoyproxy.envoy.config.listener.v3.FilterChain;
import io.envoyproxy.envoy.config.listener.v3.Listener;
import io.envoyproxy.envoy.config.route.v3.Route;
import io.envoyproxy.envoy.config.route.v3.RouteAction;
import io.envoyproxy.envoy.config.route.v3.RouteConfiguration;
import io.envoyproxy.envoy.config.route.v3.VirtualHost;
import io.envoyproxy.envoy.config.route.v3.WeightedCluster;
import io.envoyproxy.envoy.extensions.filters.network.http_connection_manager.v3.HttpConnectionManager;
import io.envoyproxy.envoy.extensions.filters.network.tcp_proxy.v3.TcpProxy;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Which clusters the routes of a proxy lead to, and which it has. */
final class RoutedClusters {
  private final ProxyConfig config;
  private final List<Use> uses = new ArrayList<>();

  /**
   * A route to a cluster.
   *
   * @param owner the VirtualService that made the route, as {@code namespace/name}; empty: Istio
   */
  record Use(String cluster, String owner) {}

  RoutedClusters(ProxyConfig config) throws InvalidProtocolBufferException {
    this.config = config;
    config.routes().forEach(this::add);
    for (Listener listener : config.listeners()) {
      for (FilterChain chain : chains(listener)) {
        for (Filter filter : chain.getFiltersList()) {
          add(filter.getTypedConfig());
        }
      }
    }
  }

  private static List<FilterChain> chains(Listener listener) {
    List<FilterChain> chains = new ArrayList<>(listener.getFilterChainsList());
    chains.add(listener.getDefaultFilterChain());
    return chains;
  }

  private void add(Any filter) throws InvalidProtocolBufferException {
    if (filter.is(HttpConnectionManager.class)) {
      add(filter.unpack(HttpConnectionManager.class).getRouteConfig());
    } else if (filter.is(TcpProxy.class)) {
      TcpProxy proxy = filter.unpack(TcpProxy.class);
      if (proxy.hasCluster()) {
        uses.add(new Use(proxy.getCluster(), ""));
      }
      proxy
          .getWeightedClusters()
          .getClustersList()
          .forEach(it -> uses.add(new Use(it.getName(), "")));
    }
  }

  private void add(RouteConfiguration routes) {
    for (VirtualHost host : routes.getVirtualHostsList()) {
      host.getRoutesList().forEach(route -> add(route, owner(route)));
    }
  }

  private void add(Route route, String owner) {
    RouteAction action = route.getRoute();
    Stream.concat(
            action.hasCluster() ? Stream.of(action.getCluster()) : Stream.of(),
            Stream.concat(
                action.getWeightedClusters().getClustersList().stream()
                    .map(WeightedCluster.ClusterWeight::getName),
                action.getRequestMirrorPoliciesList().stream()
                    .map(RouteAction.RequestMirrorPolicy::getCluster)))
        .forEach(cluster -> uses.add(new Use(cluster, owner)));
  }

  private static String owner(Route route) {
    String[] path =
        route
            .getMetadata()
            .getFilterMetadataOrDefault("istio", Struct.getDefaultInstance())
            .getFieldsOrDefault("config", com.google.protobuf.Value.getDefaultInstance())
            .getStringValue()
            .split("/", -1);
    return path.length == 8 ? path[5] + "/" + path[7] : "";
  }

  List<Use> uses() {
    return uses;
  }

  Set<String> clusters() {
    return config.clusters().stream().map(Cluster::getName).collect(Collectors.toSet());
  }

  /** Clusters whose endpoints are told, and there is none. */
  Set<String> withoutEndpoint() {
    return config.endpoints().stream()
        .filter(it -> it.getEndpointsList().stream().allMatch(l -> l.getLbEndpointsCount() == 0))
        .map(ClusterLoadAssignment::getClusterName)
        .collect(Collectors.toSet());
  }
}
