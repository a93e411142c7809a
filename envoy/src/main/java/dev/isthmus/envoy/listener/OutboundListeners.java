package dev.isthmus.envoy.listener;

import com.google.protobuf.BoolValue;
import dev.isthmus.envoy.MeshSettings;
import dev.isthmus.envoy.cluster.ClusterName;
import dev.isthmus.envoy.proto.Protos;
import dev.isthmus.envoy.registry.MeshEndpoint;
import dev.isthmus.envoy.registry.MeshPort;
import dev.isthmus.envoy.registry.MeshService;
import dev.isthmus.envoy.registry.Protocol;
import dev.isthmus.envoy.registry.Registry;
import dev.isthmus.envoy.registry.Resolution;
import dev.isthmus.envoy.route.DestinationCluster;
import dev.isthmus.envoy.route.SidecarRoutes;
import dev.isthmus.envoy.scope.Egress;
import dev.isthmus.envoy.scope.ProxyScope;
import dev.isthmus.istio.IstioObject;
import dev.isthmus.istio.Sidecar;
import io.envoyproxy.envoy.config.core.v3.TrafficDirection;
import io.envoyproxy.envoy.config.listener.v3.FilterChain;
import io.envoyproxy.envoy.config.listener.v3.FilterChainMatch;
import io.envoyproxy.envoy.config.listener.v3.Listener;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * The listeners for a sidecar's own calls: one per port for HTTP, one per address and port for the
 * rest, and the one that iptables redirects to.
 */
final class OutboundListeners {
  private static final String LOOPBACK = "127.0.0.1";
  private static final int OUTBOUND_PORT = 15001;
  private static final Set<Integer> OWN_PORTS = Set.of(15001, 15006);
  private static final Set<Integer> SERVER_SPEAKS_FIRST = Set.of(25, 53, 3306, 27017);

  private final ProxyScope scope;
  private final MeshSettings mesh;
  private final Registry registry;
  private final TcpChains tcpChains;
  private final Map<String, OutboundEntry> entries = new LinkedHashMap<>();

  OutboundListeners(ProxyScope scope, MeshSettings mesh, Registry registry) {
    this.scope = scope;
    this.mesh = mesh;
    this.registry = registry;
    tcpChains = new TcpChains(scope);
  }

  List<Listener> build() {
    for (Egress egress : scope.egress()) {
      Sidecar.Egress declared = egress.listener();
      if (declared != null && declared.port() != null) {
        MeshPort port =
            new MeshPort(
                declared.port().name(),
                declared.port().number(),
                Protocol.parse(declared.port().protocol()));
        egress.services().forEach(service -> add(egress, service, port, bind(declared)));
      } else {
        entries.values().forEach(entry -> entry.locked = true);
        egress.services().forEach(service -> addAll(egress, service));
      }
    }
    if (mesh.proxyHttpPort() != 0) {
      addHttpProxy(mesh.proxyHttpPort());
    }
    List<Listener> result = new ArrayList<>();
    entries.values().forEach(entry -> result.add(entry.build(unknownHostsCluster())));
    result.add(redirected());
    return result;
  }

  private static String bind(Sidecar.Egress declared) {
    if (!declared.bind().isEmpty()) {
      return declared.bind();
    }
    return declared.captureMode() == Sidecar.CaptureMode.NONE ? LOOPBACK : "";
  }

  private void addAll(Egress egress, MeshService service) {
    String bind = egress.listener() == null ? "" : bind(egress.listener());
    for (MeshPort port : service.ports()) {
      boolean perPod =
          bind.isEmpty()
              && service.resolution() == Resolution.NONE
              && !service.hasAddress()
              && (port.protocol().isTcp() || port.protocol() == Protocol.UNKNOWN);
      List<MeshEndpoint> endpoints = perPod ? registry.endpoints(service, port) : List.of();
      if (perPod && (service.kubernetes() || !endpoints.isEmpty())) {
        // A headless service has no address: its pods are called by theirs.
        endpoints.stream()
            .map(MeshEndpoint::address)
            .filter(address -> !address.equals(scope.proxy().address()))
            .forEach(address -> add(egress, service, port, address));
      } else {
        add(egress, service, port, bind);
      }
    }
  }

  private void add(Egress egress, MeshService service, MeshPort port, String bind) {
    if (service.resolution() == Resolution.ALIAS
        || port.protocol() == Protocol.UDP
        || OWN_PORTS.contains(port.number())) {
      return;
    }
    boolean http = port.protocol().isHttp();
    boolean block = service.address().contains("/");
    String address =
        !bind.isEmpty() ? bind : http || block ? MeshService.UNSPECIFIED : service.address();
    List<String> blocks = bind.isEmpty() && !http && block ? List.of(service.address()) : List.of();
    Target target =
        new Target(
            service,
            port,
            address,
            blocks,
            egress.listener() != null
                && egress.listener().captureMode() == Sidecar.CaptureMode.NONE);
    if (http) {
      addHttp(target);
    } else if (port.protocol() == Protocol.UNKNOWN) {
      addUnknown(target, egress.virtualServices());
    } else {
      addTcp(target, egress.virtualServices());
    }
  }

  /** One port of one service on one address. */
  private record Target(
      MeshService service,
      MeshPort port,
      String address,
      List<String> blocks,
      boolean bindsToPort) {
    String name() {
      return OutboundEntry.name(address, port.number());
    }

    boolean isShared() {
      return address.equals(MeshService.UNSPECIFIED);
    }
  }

  private void addHttp(Target target) {
    OutboundEntry present = entries.get(target.name());
    List<ChainDraft> chains =
        List.of(http(target, Integer.toString(target.port().number()), target.isShared()));
    if (present == null) {
      Protocol protocol = target.isShared() ? Protocol.UNKNOWN : target.port().protocol();
      put(target, protocol, chains);
    } else if (!present.locked && present.protocol.isTcp() && mayBeLookedAt(target)) {
      present.merge(chains);
      present.protocol = Protocol.UNKNOWN;
    }
  }

  private void addUnknown(Target target, List<IstioObject> virtualServices) {
    OutboundEntry present = entries.get(target.name());
    List<ChainDraft> chains = new ArrayList<>(tcp(target, virtualServices));
    String routes =
        target.isShared()
            ? Integer.toString(target.port().number())
            : target.service().hostname() + ":" + target.port().number();
    chains.add(http(target, routes, true));
    if (present == null || (!present.locked && present.protocol.isHttp())) {
      put(target, Protocol.UNKNOWN, chains);
    } else if (!present.locked && present.protocol.isTcp() && mayBeLookedAt(target)) {
      present.merge(chains);
      present.protocol = Protocol.UNKNOWN;
    }
  }

  private void addTcp(Target target, List<IstioObject> virtualServices) {
    OutboundEntry present = entries.get(target.name());
    List<ChainDraft> chains = tcp(target, virtualServices);
    if (present == null) {
      put(target, target.port().protocol(), chains);
    } else if (!present.locked && (present.protocol.isTcp() || mayBeLookedAt(target))) {
      present.merge(chains);
      if (present.protocol.isHttp()) {
        present.protocol = Protocol.UNKNOWN;
      }
    }
  }

  /** Where servers speak first, looking at what the client says would wait for ever. */
  private static boolean mayBeLookedAt(Target target) {
    return !SERVER_SPEAKS_FIRST.contains(target.port().number());
  }

  private void put(Target target, Protocol protocol, List<ChainDraft> chains) {
    entries.put(
        target.name(),
        new OutboundEntry(
            target.address(), target.port().number(), target.bindsToPort(), protocol, chains));
  }

  private static ChainDraft http(Target target, String routes, boolean byLooking) {
    ChainDraft chain =
        ChainDraft.of(List.of(Filters.http(HttpManagers.outbound(routes, target.name()))));
    return byLooking ? chain.withProtocols(Filters.PLAIN_HTTP, Filters.PLAIN) : chain;
  }

  private List<ChainDraft> tcp(Target target, List<IstioObject> virtualServices) {
    return tcpChains.of(
        target.service(), target.port(), target.blocks(), target.isShared(), virtualServices);
  }

  /** The way in for applications that nothing redirects: they name the host that they call. */
  private void addHttpProxy(int port) {
    String name = OutboundEntry.name(LOOPBACK, port);
    ChainDraft chain =
        ChainDraft.of(
            List.of(Filters.http(HttpManagers.httpProxy(SidecarRoutes.HTTP_PROXY, name))));
    entries.put(name, new OutboundEntry(LOOPBACK, port, true, Protocol.HTTP_PROXY, List.of(chain)));
  }

  private String unknownHostsCluster() {
    if (!scope.allowAny()) {
      return ClusterName.BLACK_HOLE;
    }
    return scope
        .sidecar()
        .map(Sidecar::outboundTrafficPolicy)
        .map(Sidecar.OutboundTrafficPolicy::egressProxy)
        .map(proxy -> DestinationCluster.of(proxy, null, 0))
        .orElse(ClusterName.PASSTHROUGH);
  }

  /** What iptables redirects; connections to the port itself would go round in circles. */
  private Listener redirected() {
    return Listener.newBuilder()
        .setName("virtualOutbound")
        .setAddress(Protos.address(MeshService.UNSPECIFIED, OUTBOUND_PORT))
        .setTrafficDirection(TrafficDirection.OUTBOUND)
        .setUseOriginalDst(BoolValue.of(true))
        .setMaxConnectionsToAcceptPerSocketEvent(Protos.uint32(1))
        .addFilterChains(
            FilterChain.newBuilder()
                .setName("virtualOutbound-blackhole")
                .setFilterChainMatch(
                    FilterChainMatch.newBuilder().setDestinationPort(Protos.uint32(OUTBOUND_PORT)))
                .addFilters(Filters.tcp(ClusterName.BLACK_HOLE)))
        .addFilterChains(
            FilterChain.newBuilder()
                .setName("virtualOutbound-catchall-tcp")
                .addFilters(Filters.tcp(unknownHostsCluster())))
        .build();
  }
}
