package dev.isthmus.envoy.listener;

import dev.isthmus.envoy.cluster.ClusterName;
import dev.isthmus.envoy.proto.Durations;
import dev.isthmus.envoy.registry.MeshService;
import dev.isthmus.envoy.route.DestinationCluster;
import dev.isthmus.envoy.scope.MergedRule;
import dev.isthmus.envoy.scope.ProxyScope;
import dev.isthmus.istio.ConnectionPoolSettings;
import dev.isthmus.istio.ConsistentHash;
import dev.isthmus.istio.Destination;
import dev.isthmus.istio.IstioObject;
import dev.isthmus.istio.RouteDestination;
import dev.isthmus.istio.TrafficPolicy;
import io.envoyproxy.envoy.config.listener.v3.Filter;
import io.envoyproxy.envoy.extensions.filters.network.tcp_proxy.v3.TcpProxy;
import io.envoyproxy.envoy.type.v3.HashPolicy;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Where a TCP connection goes. */
final class TcpDestinations {
  private final ProxyScope scope;

  TcpDestinations(ProxyScope scope) {
    this.scope = scope;
  }

  Filter toService(MeshService service, int port) {
    return toCluster(ClusterName.outbound(port, "", service.hostname()), service.hostname(), "");
  }

  Filter toCluster(String cluster, String host, String subset) {
    TcpProxy.Builder proxy = TcpProxy.newBuilder().setCluster(cluster).setStatPrefix(cluster);
    applyRule(proxy, host, subset);
    return Filters.tcp(proxy.build());
  }

  /** Empty when a rule names no destination. */
  Optional<Filter> toRoute(IstioObject rule, List<RouteDestination> route, int port) {
    List<RouteDestination> named = route.stream().filter(it -> it.destination() != null).toList();
    if (named.isEmpty()) {
      return Optional.empty();
    }
    Destination first = Objects.requireNonNull(named.getFirst().destination());
    if (named.size() == 1) {
      return Optional.of(toCluster(cluster(first, port), first.host(), first.subset()));
    }
    TcpProxy.Builder proxy =
        TcpProxy.newBuilder().setStatPrefix(rule.name() + "." + rule.namespace());
    TcpProxy.WeightedCluster.Builder clusters = TcpProxy.WeightedCluster.newBuilder();
    for (RouteDestination it : named) {
      Destination destination = it.destination();
      if (it.weight() > 0 && destination != null) {
        clusters.addClusters(
            TcpProxy.WeightedCluster.ClusterWeight.newBuilder()
                .setName(cluster(destination, port))
                .setWeight(it.weight()));
      }
    }
    proxy.setWeightedClusters(clusters);
    applyRule(proxy, first.host(), "");
    return Optional.of(Filters.tcp(proxy.build()));
  }

  private String cluster(Destination destination, int port) {
    return DestinationCluster.of(destination, scope.service(destination.host()).orElse(null), port);
  }

  private void applyRule(TcpProxy.Builder proxy, String host, String subset) {
    MergedRule rule = scope.outboundRule(host).orElse(null);
    TrafficPolicy policy = rule == null ? null : rule.rule().trafficPolicy();
    ConnectionPoolSettings pool = policy == null ? null : policy.connectionPool();
    ConnectionPoolSettings.Tcp tcp = pool == null ? null : pool.tcp();
    if (tcp != null && tcp.idleTimeout() != null) {
      proxy.setIdleTimeout(Durations.parse(tcp.idleTimeout()));
    }
    if (tcp != null && tcp.maxConnectionDuration() != null) {
      proxy.setMaxDownstreamConnectionDuration(Durations.parse(tcp.maxConnectionDuration()));
    }
    if (rule != null && hashesSource(rule, subset)) {
      proxy.addHashPolicy(
          HashPolicy.newBuilder().setSourceIp(HashPolicy.SourceIp.getDefaultInstance()));
    }
  }

  private static boolean hashesSource(MergedRule rule, String subset) {
    return rule.rule().subsets().stream()
        .filter(it -> it.name().equals(subset))
        .findFirst()
        .map(it -> it.trafficPolicy())
        .filter(it -> it.loadBalancer() != null)
        .map(TcpDestinations::hashesSource)
        .orElseGet(() -> hashesSource(rule.rule().trafficPolicy()));
  }

  private static boolean hashesSource(@Nullable TrafficPolicy policy) {
    ConsistentHash hash =
        policy == null || policy.loadBalancer() == null
            ? null
            : policy.loadBalancer().consistentHash();
    return hash != null && Boolean.TRUE.equals(hash.useSourceIp());
  }
}
