package dev.isthmus.envoy.cluster;

import com.google.protobuf.Duration;
import dev.isthmus.envoy.proto.IstioMetadata;
import dev.isthmus.envoy.proto.Protos;
import dev.isthmus.envoy.registry.MeshService;
import dev.isthmus.envoy.registry.ServiceTarget;
import dev.isthmus.envoy.scope.MergedRule;
import dev.isthmus.envoy.scope.ProxyScope;
import dev.isthmus.istio.ConnectionPoolSettings;
import dev.isthmus.istio.Sidecar;
import dev.isthmus.istio.TrafficPolicy;
import io.envoyproxy.envoy.config.cluster.v3.Cluster;
import io.envoyproxy.envoy.config.core.v3.BindConfig;
import io.envoyproxy.envoy.config.core.v3.SocketAddress;
import io.envoyproxy.envoy.config.endpoint.v3.ClusterLoadAssignment;
import io.envoyproxy.envoy.config.endpoint.v3.Endpoint;
import io.envoyproxy.envoy.config.endpoint.v3.LbEndpoint;
import io.envoyproxy.envoy.config.endpoint.v3.LocalityLbEndpoints;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** The clusters of a sidecar's own application: one per port. */
final class InboundClusters {
  /** iptables leaves what comes from this address alone, so that it reaches the application. */
  private static final String MAGIC_ADDRESS = "127.0.0.6";

  private static final String MAGIC_ADDRESS_6 = "::6";
  private static final Duration NEVER = Duration.newBuilder().setSeconds(9_223_372_035L).build();

  private final ProxyScope scope;
  private final List<ServiceTarget> targets;

  InboundClusters(ProxyScope scope, List<ServiceTarget> targets) {
    this.scope = scope;
    this.targets = targets;
  }

  List<Cluster> build() {
    List<Sidecar.Ingress> ingress = scope.sidecar().map(Sidecar::ingress).orElse(List.of());
    if (!ingress.isEmpty()) {
      return ingress.stream().map(this::ofIngress).toList();
    }
    Map<Integer, List<ServiceTarget>> byPort = new TreeMap<>();
    targets.forEach(target ->
        byPort.computeIfAbsent(target.targetPort(), port -> new ArrayList<>()).add(target));
    List<Cluster> result = new ArrayList<>();
    byPort.forEach((port, ofPort) -> result.add(ofServices(port, ofPort)));
    return result;
  }

  private Cluster ofServices(int port, List<ServiceTarget> ofPort) {
    ServiceTarget primary = ofPort.getFirst();
    ClusterDraft draft = draft(port, primary, Optional.empty());
    if (!primary.service().external()) {
      draft.cluster.setMetadata(
          IstioMetadata.with(
              draft.cluster.getMetadata(),
              Map.of("services", OutboundClusters.services(named(primary, ofPort)))));
    }
    applyRule(draft, port, primary);
    return draft.build();
  }

  /** The services of the first one's port, each host once (istiod's addTelemetryMetadata). */
  private static List<MeshService> named(ServiceTarget primary, List<ServiceTarget> targets) {
    Map<String, MeshService> result = new LinkedHashMap<>();
    targets.stream()
        .filter(target -> target.port().number() == primary.port().number())
        .map(ServiceTarget::service)
        .forEach(service -> result.putIfAbsent(service.hostname(), service));
    return List.copyOf(result.values());
  }

  private void applyRule(ClusterDraft draft, int port, ServiceTarget target) {
    MergedRule rule = scope.inboundRule(target.service().hostname()).orElse(null);
    TrafficPolicy policy = rule == null ? null : rule.rule().trafficPolicy();
    ConnectionPoolSettings pool =
        policy == null
            ? null
            : TrafficPolicies.forPort(policy, target.port().number()).connectionPool();
    ConnectionPoolSettings ofSidecar = sidecarPool(port);
    ConnectionPools.apply(draft, ofSidecar == null ? pool : ofSidecar, null);
    if (rule != null && policy != null) {
      draft.cluster.setMetadata(
          IstioMetadata.with(
              draft.cluster.getMetadata(),
              Map.of(
                  "config",
                  IstioMetadata.config("destination-rule", rule.namespace(), rule.name()))));
    }
  }

  private @Nullable ConnectionPoolSettings sidecarPool(int port) {
    Sidecar sidecar = scope.sidecar().orElse(null);
    if (sidecar == null) {
      return null;
    }
    return sidecar.ingress().stream()
        .filter(ingress -> ingress.port() != null && ingress.port().number() == port)
        .filter(ingress -> ingress.connectionPool() != null)
        .findFirst()
        .map(ingress -> ingress.connectionPool())
        .orElse(sidecar.inboundConnectionPool());
  }

  private Cluster ofIngress(Sidecar.Ingress ingress) {
    int port = ingress.port() == null ? 0 : ingress.port().number();
    Optional<ServiceTarget> target =
        targets.stream().filter(it -> it.targetPort() == port).findFirst();
    ClusterDraft draft = draft(port, target.orElse(null), defaultEndpoint(ingress));
    if (target.isPresent()) {
      applyRule(draft, port, target.get());
    } else {
      ConnectionPools.apply(draft, sidecarPool(port), null);
    }
    return draft.build();
  }

  /** {@code 127.0.0.1:port} or {@code 0.0.0.0:port}, the latter being the pod's own address. */
  private Optional<HostAndPort> defaultEndpoint(Sidecar.Ingress ingress) {
    int colon = ingress.defaultEndpoint().lastIndexOf(':');
    if (colon < 0) {
      return Optional.empty();
    }
    String host = ingress.defaultEndpoint().substring(0, colon);
    int port = Integer.parseInt(ingress.defaultEndpoint().substring(colon + 1));
    return Optional.of(
        new HostAndPort(host.equals("0.0.0.0") ? scope.proxy().address() : host, port));
  }

  private record HostAndPort(String host, int port) {}

  private ClusterDraft draft(
      int port, @Nullable ServiceTarget target, Optional<HostAndPort> endpoint) {
    String name = ClusterName.inbound(port);
    ClusterDraft draft = new ClusterDraft(Cluster.newBuilder().setName(name));
    draft
        .cluster
        .setAltStatName(name + ";")
        .setCommonLbConfig(Cluster.CommonLbConfig.getDefaultInstance());
    if (target != null && target.port().protocol().isHttp2()) {
      draft.useHttp2();
    } else if (target != null
        && target.port().protocol() == dev.isthmus.envoy.registry.Protocol.UNKNOWN) {
      draft.useCallersProtocol();
    }
    if (endpoint.isPresent()) {
      draft
          .cluster
          .setType(Cluster.DiscoveryType.STATIC)
          .setLoadAssignment(at(name, endpoint.get()));
    } else {
      draft
          .cluster
          .setType(Cluster.DiscoveryType.ORIGINAL_DST)
          .setLbPolicy(Cluster.LbPolicy.CLUSTER_PROVIDED)
          .setCleanupInterval(NEVER);
    }
    if (endpoint.isEmpty() || !endpoint.get().host().equals("127.0.0.1")) {
      draft.cluster.setUpstreamBindConfig(bind(scope.proxy().address()));
    }
    return draft;
  }

  static BindConfig bind(String proxyAddress) {
    String address = proxyAddress.contains(":") ? MAGIC_ADDRESS_6 : MAGIC_ADDRESS;
    return BindConfig.newBuilder()
        .setSourceAddress(SocketAddress.newBuilder().setAddress(address).setPortValue(0))
        .build();
  }

  private static ClusterLoadAssignment at(String name, HostAndPort endpoint) {
    LbEndpoint only =
        LbEndpoint.newBuilder()
            .setEndpoint(
                Endpoint.newBuilder().setAddress(Protos.address(endpoint.host(), endpoint.port())))
            .build();
    return ClusterLoadAssignment.newBuilder()
        .setClusterName(name)
        .addEndpoints(LocalityLbEndpoints.newBuilder().addLbEndpoints(only))
        .build();
  }
}
