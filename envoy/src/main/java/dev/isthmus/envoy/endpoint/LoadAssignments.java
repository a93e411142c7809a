package dev.isthmus.envoy.endpoint;

import com.google.protobuf.Struct;
import dev.isthmus.envoy.Locality;
import dev.isthmus.envoy.Proxy;
import dev.isthmus.envoy.cluster.TrafficPolicies;
import dev.isthmus.envoy.proto.IstioMetadata;
import dev.isthmus.envoy.proto.Protos;
import dev.isthmus.envoy.registry.Health;
import dev.isthmus.envoy.registry.MeshEndpoint;
import dev.isthmus.envoy.registry.MeshPort;
import dev.isthmus.envoy.registry.MeshService;
import dev.isthmus.envoy.registry.Registry;
import dev.isthmus.envoy.scope.MergedRule;
import dev.isthmus.envoy.security.MutualTlsMode;
import dev.isthmus.envoy.security.PeerAuthentications;
import dev.isthmus.istio.ClientTlsSettings;
import dev.isthmus.istio.Subset;
import dev.isthmus.istio.TrafficPolicy;
import io.envoyproxy.envoy.config.core.v3.HealthStatus;
import io.envoyproxy.envoy.config.core.v3.Metadata;
import io.envoyproxy.envoy.config.endpoint.v3.ClusterLoadAssignment;
import io.envoyproxy.envoy.config.endpoint.v3.Endpoint;
import io.envoyproxy.envoy.config.endpoint.v3.LbEndpoint;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** The endpoints of one cluster, as seen from one proxy. */
public final class LoadAssignments {
  private static final String SOCKET_MATCH = "envoy.transport_socket_match";
  private static final String CANONICAL_NAME = "service.istio.io/canonical-name";
  private static final String CANONICAL_REVISION = "service.istio.io/canonical-revision";

  private final String cluster;
  private final Proxy proxy;
  private final Registry registry;
  private final PeerAuthentications peers;

  public LoadAssignments(
      String cluster, Proxy proxy, Registry registry, PeerAuthentications peers) {
    this.cluster = cluster;
    this.proxy = proxy;
    this.registry = registry;
    this.peers = peers;
  }

  /**
   * What the endpoints of a cluster are chosen by.
   *
   * @param service the service
   * @param port its port
   * @param rule the DestinationRule that holds for it; null: none
   * @param subset the name of the rule's subset; empty: all endpoints
   * @param mutualTlsOnly whether endpoints without mutual TLS are left out: an AUTO_PASSTHROUGH
   *     gateway sees no plain text, and checks nobody
   */
  public record Selection(
      MeshService service,
      MeshPort port,
      @Nullable MergedRule rule,
      String subset,
      boolean mutualTlsOnly) {
    private Optional<Subset> chosenSubset() {
      return rule == null || subset.isEmpty()
          ? Optional.empty()
          : rule.rule().subsets().stream().filter(it -> it.name().equals(subset)).findFirst();
    }

    private TrafficPolicy policy() {
      TrafficPolicy general = rule == null ? null : rule.rule().trafficPolicy();
      return chosenSubset()
          .map(it -> TrafficPolicies.forSubset(general, it, port.number()))
          .orElseGet(() -> TrafficPolicies.forPort(general, port.number()));
    }

    /** The TLS mode of the subset's own policy, or without a subset of the rule's. */
    private Optional<ClientTlsSettings.Mode> tlsMode() {
      if (rule == null) {
        return Optional.empty();
      }
      TrafficPolicy own =
          subset.isEmpty()
              ? rule.rule().trafficPolicy()
              : chosenSubset().map(Subset::trafficPolicy).orElse(null);
      if (own == null) {
        return Optional.empty();
      }
      return own.portLevelSettings().stream()
          .filter(it -> it.port() != null && it.port().number() == port.number())
          .filter(it -> it.tls() != null)
          .findFirst()
          .map(it -> it.tls())
          .or(() -> Optional.ofNullable(own.tls()))
          .map(ClientTlsSettings::mode);
    }
  }

  /** The endpoints that istiod delivers: those with an address. */
  public ClusterLoadAssignment delivered(String name, Selection selection) {
    return assignment(name, selection, true);
  }

  /** The endpoints that are written into a cluster that DNS resolves; empty when there are none. */
  public Optional<ClusterLoadAssignment> inCluster(String name, Selection selection) {
    return Optional.of(assignment(name, selection, false)).filter(it -> it.getEndpointsCount() > 0);
  }

  private ClusterLoadAssignment assignment(
      String name, Selection selection, boolean addressesOnly) {
    Map<String, String> subset = selection.chosenSubset().map(Subset::labels).orElse(Map.of());
    Map<String, List<LocalityGroup.Member>> byLocality = new TreeMap<>();
    for (MeshEndpoint endpoint : registry.endpoints(selection.service(), selection.port())) {
      if (endpoint.hasLabels(subset)
          && counts(endpoint, selection.service())
          && !(addressesOnly && isName(endpoint))) {
        boolean mutualTls = endpoint.mutualTls() && usesMutualTls(endpoint, selection);
        // A locality stays when all of its endpoints are left out for want of mutual TLS.
        List<LocalityGroup.Member> members =
            byLocality.computeIfAbsent(endpoint.locality(), it -> new ArrayList<>());
        if (mutualTls || !selection.mutualTlsOnly()) {
          members.add(new LocalityGroup.Member(endpoint, build(endpoint, mutualTls)));
        }
      }
    }
    List<LocalityGroup> groups = new ArrayList<>();
    byLocality.forEach(
        (label, members) -> groups.add(LocalityGroup.of(Locality.parse(label), members)));
    ClusterLoadAssignment.Builder result = ClusterLoadAssignment.newBuilder().setClusterName(name);
    prioritised(groups, selection.policy()).forEach(group -> result.addEndpoints(group.build()));
    return result.build();
  }

  private List<LocalityGroup> prioritised(List<LocalityGroup> groups, TrafficPolicy policy) {
    boolean failover = policy.outlierDetection() != null;
    return LocalitySettings.of(policy.loadBalancer())
        .map(setting -> LocalityPriorities.apply(groups, proxy, setting, failover))
        .orElse(groups);
  }

  private static boolean counts(MeshEndpoint endpoint, MeshService service) {
    return switch (endpoint.health()) {
      case READY, UNKNOWN -> !endpoint.address().isEmpty();
      case NOT_READY -> service.unreadyEndpoints();
      case TERMINATING -> false;
    };
  }

  private static boolean isName(MeshEndpoint endpoint) {
    return !endpoint.address().contains(":") && !endpoint.address().matches("\\d+(\\.\\d+){3}");
  }

  private boolean usesMutualTls(MeshEndpoint endpoint, Selection selection) {
    return selection
        .tlsMode()
        .map(mode -> mode == ClientTlsSettings.Mode.ISTIO_MUTUAL)
        .orElseGet(() ->
            peers.mode(endpoint.namespace(), endpoint.labels(), endpoint.port())
                != MutualTlsMode.DISABLE);
  }

  private LbEndpoint build(MeshEndpoint endpoint, boolean mutualTls) {
    Metadata metadata = Metadata.getDefaultInstance();
    if (mutualTls) {
      Struct match = Protos.struct("tlsMode", Protos.text("istio"));
      metadata = metadata.toBuilder().putFilterMetadata(SOCKET_MATCH, match).build();
    }
    LbEndpoint.Builder result =
        LbEndpoint.newBuilder()
            .setEndpoint(
                Endpoint.newBuilder()
                    .setAddress(Protos.address(endpoint.address(), endpoint.port())))
            .setLoadBalancingWeight(Protos.uint32(Math.max(endpoint.weight(), 1)))
            .setMetadata(
                IstioMetadata.with(metadata, Map.of("workload", Protos.text(workload(endpoint)))));
    if (endpoint.health() == Health.READY) {
      result.setHealthStatus(HealthStatus.HEALTHY);
    } else if (endpoint.health() == Health.NOT_READY) {
      result.setHealthStatus(HealthStatus.UNHEALTHY);
    }
    return result.build();
  }

  /** Name, namespace, canonical service, its revision, and cluster, for the caller's telemetry. */
  private String workload(MeshEndpoint endpoint) {
    String name =
        first(endpoint.labels(), CANONICAL_NAME, "app.kubernetes.io/name", "app")
            .orElse(endpoint.workload());
    String revision =
        first(endpoint.labels(), CANONICAL_REVISION, "app.kubernetes.io/version", "version")
            .filter(it -> !it.equals("latest"))
            .orElse("");
    return String.join(";", endpoint.workload(), endpoint.namespace(), name, revision, cluster);
  }

  private static Optional<String> first(Map<String, String> labels, String... keys) {
    for (String key : keys) {
      String value = labels.get(key);
      if (value != null) {
        return Optional.of(value);
      }
    }
    return Optional.empty();
  }
}
