package dev.isthmus.envoy.cluster;

import com.google.protobuf.Duration;
import com.google.protobuf.ListValue;
import com.google.protobuf.Struct;
import com.google.protobuf.Value;
import dev.isthmus.envoy.endpoint.LoadAssignments;
import dev.isthmus.envoy.proto.Durations;
import dev.isthmus.envoy.proto.IstioMetadata;
import dev.isthmus.envoy.proto.Protos;
import dev.isthmus.envoy.registry.MeshEndpoint;
import dev.isthmus.envoy.registry.MeshPort;
import dev.isthmus.envoy.registry.MeshService;
import dev.isthmus.envoy.registry.Protocol;
import dev.isthmus.envoy.registry.Registry;
import dev.isthmus.envoy.registry.Resolution;
import dev.isthmus.envoy.scope.MergedRule;
import dev.isthmus.envoy.scope.ProxyScope;
import dev.isthmus.envoy.security.MutualTlsMode;
import dev.isthmus.envoy.security.PeerAuthentications;
import dev.isthmus.istio.ClientTlsSettings;
import dev.isthmus.istio.ConnectionPoolSettings;
import dev.isthmus.istio.LoadBalancerSettings;
import dev.isthmus.istio.Subset;
import dev.isthmus.istio.TrafficPolicy;
import io.envoyproxy.envoy.config.cluster.v3.Cluster;
import io.envoyproxy.envoy.config.core.v3.AggregatedConfigSource;
import io.envoyproxy.envoy.config.core.v3.ApiVersion;
import io.envoyproxy.envoy.config.core.v3.ConfigSource;
import io.envoyproxy.envoy.config.core.v3.TypedExtensionConfig;
import io.envoyproxy.envoy.extensions.network.dns_resolver.cares.v3.CaresDnsResolverConfig;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** The clusters of the services that a proxy sees: one per port, and one per port and subset. */
final class OutboundClusters {
  private static final Duration DNS_REFRESH = Duration.newBuilder().setSeconds(60).build();
  private static final Duration DNS_JITTER = Duration.newBuilder().setNanos(100_000_000).build();
  private static final int MAX_DNS_QUERIES = 100;

  private final ProxyScope scope;
  private final Registry registry;
  private final PeerAuthentications peers;
  private final LoadAssignments endpoints;

  /** Clusters of an AUTO_PASSTHROUGH gateway: named by server name, without TLS of their own. */
  private final boolean bySni;

  OutboundClusters(
      ProxyScope scope,
      Registry registry,
      PeerAuthentications peers,
      LoadAssignments endpoints,
      boolean bySni) {
    this.scope = scope;
    this.registry = registry;
    this.peers = peers;
    this.endpoints = endpoints;
    this.bySni = bySni;
  }

  List<OutboundCluster> build() {
    List<OutboundCluster> result = new ArrayList<>();
    for (MeshService service : scope.services()) {
      boolean built =
          service.resolution() != Resolution.ALIAS
              && service.resolution() != Resolution.DYNAMIC_DNS
              && !(bySni && service.external());
      if (built) {
        service.ports().stream()
            .filter(port -> port.protocol() != Protocol.UDP)
            .forEach(port -> addPort(result, service, port));
      }
    }
    return result;
  }

  private void addPort(List<OutboundCluster> result, MeshService service, MeshPort port) {
    MergedRule rule = scope.outboundRule(service.hostname()).orElse(null);
    Optional<OutboundCluster> general = cluster(service, port, rule, null, discovery(service));
    general.ifPresent(result::add);
    if (general.isPresent() && rule != null) {
      Cluster.DiscoveryType type = general.get().cluster().getType();
      for (Subset subset : rule.rule().subsets()) {
        cluster(service, port, rule, subset, type).ifPresent(result::add);
      }
    }
  }

  /**
   * @param general how the endpoints are found, unless the policy passes connections on: what the
   *     policy makes of the cluster without a subset holds for those of its subsets
   */
  private Optional<OutboundCluster> cluster(
      MeshService service,
      MeshPort port,
      @Nullable MergedRule rule,
      @Nullable Subset subset,
      Cluster.DiscoveryType general) {
    String subsetName = subset == null ? "" : subset.name();
    String sni = ClusterName.sni(port.number(), subsetName, service.hostname());
    String name = bySni ? sni : ClusterName.outbound(port.number(), subsetName, service.hostname());
    LoadAssignments.Selection selection =
        new LoadAssignments.Selection(service, port, rule, subsetName, bySni);
    TrafficPolicy ofRule = rule == null ? null : rule.rule().trafficPolicy();
    TrafficPolicy policy =
        subset == null
            ? TrafficPolicies.forPort(ofRule, port.number())
            : TrafficPolicies.forSubset(ofRule, subset, port.number());
    ClusterDraft draft = new ClusterDraft(Cluster.newBuilder().setName(name));
    if (!applyDiscovery(draft.cluster, service, port, selection, subset, general)) {
      return Optional.empty();
    }
    draft.cluster.setAltStatName(name + ";");
    draft.cluster.setCommonLbConfig(Cluster.CommonLbConfig.getDefaultInstance());
    applyProtocol(draft, port);
    applyPolicy(draft, service, policy);
    if (!bySni) {
      UpstreamTls.apply(draft, policy.tls(), peer(service, port, rule, subset, sni));
      ProxyProtocol.apply(draft.cluster, policy.proxyProtocol());
    }
    if (draft.cluster.getType() == Cluster.DiscoveryType.EDS) {
      draft.cluster.setEdsClusterConfig(fromIstiod(name));
    }
    draft.cluster.setMetadata(
        IstioMetadata.with(
            draft.cluster.getMetadata(), metadata(service, rule, subsetName, policy.tls())));
    return Optional.of(new OutboundCluster(draft.build(), selection));
  }

  /** False when a cluster that DNS resolves has nothing to resolve. */
  private boolean applyDiscovery(
      Cluster.Builder cluster,
      MeshService service,
      MeshPort port,
      LoadAssignments.Selection selection,
      @Nullable Subset subset,
      Cluster.DiscoveryType general) {
    Cluster.DiscoveryType type =
        subset != null && passesThrough(subset.trafficPolicy())
            ? Cluster.DiscoveryType.ORIGINAL_DST
            : general;
    cluster.setType(type);
    if (type == Cluster.DiscoveryType.STRICT_DNS || type == Cluster.DiscoveryType.LOGICAL_DNS) {
      applyDns(cluster);
      var assignment = endpoints.inCluster(cluster.getName(), selection);
      assignment.ifPresent(cluster::setLoadAssignment);
      return assignment.isPresent();
    }
    Integer targetPort = service.targetPorts().get(port.number());
    if (type == Cluster.DiscoveryType.ORIGINAL_DST && targetPort != null) {
      cluster.getOriginalDstLbConfigBuilder().setUpstreamPortOverride(Protos.uint32(targetPort));
    }
    return true;
  }

  private static boolean passesThrough(@Nullable TrafficPolicy policy) {
    return policy != null
        && policy.loadBalancer() != null
        && policy.loadBalancer().simple() == LoadBalancerSettings.Simple.PASSTHROUGH;
  }

  private Cluster.DiscoveryType discovery(MeshService service) {
    return switch (service.resolution()) {
      case STATIC, ALIAS, DYNAMIC_DNS -> Cluster.DiscoveryType.EDS;
      case DNS -> Cluster.DiscoveryType.STRICT_DNS;
      case DNS_ROUND_ROBIN -> Cluster.DiscoveryType.LOGICAL_DNS;
      // A gateway has no original destination.
      case NONE ->
          scope.proxy().isSidecar()
              ? Cluster.DiscoveryType.ORIGINAL_DST
              : Cluster.DiscoveryType.EDS;
    };
  }

  @SuppressWarnings("deprecation") // istiod writes the old fields, which every Envoy understands
  private void applyDns(Cluster.Builder cluster) {
    boolean ipv6 = scope.proxy().address().contains(":");
    cluster
        .setDnsLookupFamily(
            ipv6 ? Cluster.DnsLookupFamily.V6_ONLY : Cluster.DnsLookupFamily.V4_ONLY)
        .setTypedDnsResolverConfig(
            TypedExtensionConfig.newBuilder()
                .setName("envoy.network.dns_resolver.cares")
                .setTypedConfig(
                    Protos.any(
                        CaresDnsResolverConfig.newBuilder()
                            .setUdpMaxQueries(Protos.uint32(MAX_DNS_QUERIES))
                            .build())))
        .setDnsJitter(DNS_JITTER)
        .setDnsRefreshRate(DNS_REFRESH)
        .setRespectDnsTtl(true);
  }

  private void applyProtocol(ClusterDraft draft, MeshPort port) {
    if (port.protocol().isHttp2()) {
      draft.useHttp2();
    } else if (port.protocol() == Protocol.UNKNOWN && scope.proxy().isSidecar()) {
      draft.useCallersProtocol();
    }
  }

  private static void applyPolicy(ClusterDraft draft, MeshService service, TrafficPolicy policy) {
    ConnectionPoolSettings pool = policy.connectionPool();
    ConnectionPoolSettings.Http http = pool == null ? null : pool.http();
    if (http != null
        && !http.useClientProtocol()
        && http.h2UpgradePolicy() == ConnectionPoolSettings.Http.H2UpgradePolicy.UPGRADE) {
      draft.useHttp2();
    }
    ConnectionPools.apply(draft, pool, policy.retryBudget());
    Outliers.apply(draft.cluster, policy.outlierDetection(), service.unreadyEndpoints());
    LoadBalancers.apply(draft.cluster, policy.loadBalancer());
  }

  private UpstreamTls.Peer peer(
      MeshService service,
      MeshPort port,
      @Nullable MergedRule rule,
      @Nullable Subset subset,
      String sni) {
    TrafficPolicy own =
        subset != null ? subset.trafficPolicy() : rule == null ? null : rule.rule().trafficPolicy();
    return new UpstreamTls.Peer(
        sni,
        registry.identities(service),
        !service.external() && takesMutualTls(service, port, own),
        !service.kubernetes(),
        scope.proxy().isSidecar(),
        rule != null && rule.rule().workloadSelector() != null);
  }

  /** Where endpoints are not told apart, all of them must take mutual TLS. */
  private boolean takesMutualTls(
      MeshService service, MeshPort port, @Nullable TrafficPolicy policy) {
    if (service.resolution() == Resolution.NONE || passesThrough(policy)) {
      List<MeshEndpoint> all = registry.endpoints(service, port);
      if (all.isEmpty() || !all.stream().allMatch(MeshEndpoint::mutualTls)) {
        return false;
      }
    }
    return peers.namespaceMode(service.namespace()) != MutualTlsMode.DISABLE;
  }

  private static Cluster.EdsClusterConfig fromIstiod(String name) {
    return Cluster.EdsClusterConfig.newBuilder()
        .setServiceName(name)
        .setEdsConfig(
            ConfigSource.newBuilder()
                .setAds(AggregatedConfigSource.getDefaultInstance())
                .setInitialFetchTimeout(Durations.ZERO)
                .setResourceApiVersion(ApiVersion.V3))
        .build();
  }

  private static Map<String, Value> metadata(
      MeshService service,
      @Nullable MergedRule rule,
      String subset,
      @Nullable ClientTlsSettings tls) {
    Map<String, Value> result = new TreeMap<>();
    result.put("services", services(List.of(service)));
    if (service.external() && subset.isEmpty()) {
      result.put("external", Value.newBuilder().setBoolValue(true).build());
    }
    if (rule != null) {
      result.put("config", IstioMetadata.config("destination-rule", rule.namespace(), rule.name()));
      if (tls != null
          && (tls.mode() == ClientTlsSettings.Mode.SIMPLE
              || tls.mode() == ClientTlsSettings.Mode.MUTUAL)) {
        result.put("alpn_override", Protos.text("false"));
      }
    }
    if (!subset.isEmpty()) {
      result.put("subset", Protos.text(subset));
    }
    return result;
  }

  static Value services(List<MeshService> services) {
    ListValue.Builder list = ListValue.newBuilder();
    for (MeshService service : services) {
      list.addValues(
          Value.newBuilder()
              .setStructValue(
                  Struct.newBuilder()
                      .putFields("host", Protos.text(service.hostname()))
                      .putFields("name", Protos.text(service.name()))
                      .putFields("namespace", Protos.text(service.namespace()))));
    }
    return Value.newBuilder().setListValue(list).build();
  }
}
