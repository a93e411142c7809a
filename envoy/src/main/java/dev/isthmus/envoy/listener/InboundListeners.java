package dev.isthmus.envoy.listener;

import dev.isthmus.envoy.MeshSettings;
import dev.isthmus.envoy.Proxy;
import dev.isthmus.envoy.cluster.ClusterName;
import dev.isthmus.envoy.proto.Durations;
import dev.isthmus.envoy.proto.Protos;
import dev.isthmus.envoy.registry.MeshService;
import dev.isthmus.envoy.registry.Protocol;
import dev.isthmus.envoy.registry.ServiceTarget;
import dev.isthmus.envoy.route.InboundRoutes;
import dev.isthmus.envoy.scope.ProxyScope;
import dev.isthmus.envoy.security.Authorization;
import dev.isthmus.envoy.security.MutualTlsMode;
import dev.isthmus.envoy.security.PeerAuthentications;
import dev.isthmus.istio.ServerTlsSettings;
import dev.isthmus.istio.Sidecar;
import io.envoyproxy.envoy.config.core.v3.TrafficDirection;
import io.envoyproxy.envoy.config.listener.v3.Filter;
import io.envoyproxy.envoy.config.listener.v3.FilterChain;
import io.envoyproxy.envoy.config.listener.v3.FilterChainMatch;
import io.envoyproxy.envoy.config.listener.v3.Listener;
import io.envoyproxy.envoy.extensions.transport_sockets.tls.v3.DownstreamTlsContext;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/** The listeners for calls to a sidecar's application. */
final class InboundListeners {
  private static final int INBOUND_PORT = 15006;
  private static final String ANY = MeshService.UNSPECIFIED;

  private final ProxyScope scope;
  private final MeshSettings mesh;
  private final List<ServiceTarget> targets;
  private final PeerAuthentications peers;
  private final Authorization authorization;

  InboundListeners(
      ProxyScope scope,
      MeshSettings mesh,
      List<ServiceTarget> targets,
      PeerAuthentications peers,
      Authorization authorization) {
    this.scope = scope;
    this.mesh = mesh;
    this.targets = targets;
    this.peers = peers;
    this.authorization = authorization;
  }

  /**
   * A port of the application.
   *
   * @param port the application's port; 0: all that no service has
   * @param host the service's host, for traces
   * @param servicePort the service's port, for traces
   * @param bind the address of a listener of its own; empty: the one that iptables redirects to
   * @param tls TLS that a Sidecar declares; null: none
   */
  private record Port(
      int port,
      Protocol protocol,
      String host,
      int servicePort,
      String bind,
      @Nullable ServerTlsSettings tls) {
    boolean isCatchAll() {
      return port == 0 || host.isEmpty();
    }

    String cluster() {
      return isCatchAll() ? ClusterName.INBOUND_PASSTHROUGH : ClusterName.inbound(port);
    }

    String name(boolean http) {
      if (isCatchAll()) {
        return http ? "virtualInbound-catchall-http" : "virtualInbound";
      }
      return (bind.isEmpty() ? ANY : bind) + "_" + port;
    }
  }

  List<Listener> build() {
    List<FilterChain> redirected = new ArrayList<>();
    redirected.add(blackHole());
    catchAll().forEach(port -> redirected.addAll(chains(port)));
    List<Listener> own = new ArrayList<>();
    for (Port port : ports()) {
      if (port.bind().isEmpty()) {
        redirected.addAll(chains(port));
      } else {
        own.add(listener(port.name(false), port.bind(), port.port(), true, chains(port)));
      }
    }
    List<Listener> result = new ArrayList<>();
    result.add(listener("virtualInbound", ANY, INBOUND_PORT, false, redirected));
    result.addAll(own);
    return result;
  }

  private List<Port> ports() {
    Map<Integer, Port> result = new TreeMap<>();
    List<Sidecar.Ingress> ingress = scope.sidecar().map(Sidecar::ingress).orElse(List.of());
    for (Sidecar.Ingress it : ingress) {
      if (it.port() != null) {
        Port port = ofIngress(it, it.port().number(), Protocol.parse(it.port().protocol()));
        result.putIfAbsent(port.port(), port);
      }
    }
    if (ingress.isEmpty()) {
      for (ServiceTarget target : targets) {
        result.putIfAbsent(
            target.targetPort(),
            new Port(
                target.targetPort(),
                target.port().protocol(),
                target.service().hostname(),
                target.port().number(),
                "",
                null));
      }
    }
    return List.copyOf(result.values());
  }

  private Port ofIngress(Sidecar.Ingress ingress, int number, Protocol protocol) {
    boolean ownListener = ingress.captureMode() == Sidecar.CaptureMode.NONE;
    String bind = ingress.bind().isEmpty() ? ANY : ingress.bind();
    return new Port(
        number,
        ingress.tls() == null ? protocol : protocol.withoutTls(),
        "sidecar." + scope.proxy().namespace(),
        number,
        ownListener ? bind : "",
        ingress.tls());
  }

  /**
   * Ports that no service has, with the mode of the workload; those with a mode of their own first.
   */
  private List<Port> catchAll() {
    Proxy proxy = scope.proxy();
    TreeSet<Integer> own = new TreeSet<>(peers.ports(proxy.namespace(), proxy.labels()));
    ports().forEach(port -> own.remove(port.port()));
    List<Port> result = new ArrayList<>();
    result.add(new Port(0, Protocol.UNKNOWN, "", 0, "", null));
    own.forEach(port -> result.add(new Port(port, Protocol.UNKNOWN, "", 0, "", null)));
    return result;
  }

  private List<FilterChain> chains(Port port) {
    Proxy proxy = scope.proxy();
    MutualTlsMode mode =
        port.port() == 0
            ? peers.workloadMode(proxy.namespace(), proxy.labels())
            : peers.mode(proxy.namespace(), proxy.labels(), port.port());
    if (port.tls() != null && mode == MutualTlsMode.DISABLE) {
      InboundChains own = new InboundChains(List.of(), Filters.TLS, port.protocol().isHttp(), true);
      return List.of(chain(port, own, DownstreamTls.server(port.tls(), !own.http())));
    }
    return InboundChains.of(mode, port.protocol()).stream()
        .map(it -> chain(port, it, it.mutualTls() ? DownstreamTls.mesh(mesh) : null))
        .toList();
  }

  private FilterChain chain(Port port, InboundChains it, @Nullable DownstreamTlsContext tls) {
    FilterChainMatch.Builder match =
        FilterChainMatch.newBuilder()
            .addAllApplicationProtocols(it.protocols())
            .setTransportProtocol(it.transport());
    if (port.port() > 0) {
      match.setDestinationPort(Protos.uint32(port.port()));
    }
    FilterChain.Builder result =
        FilterChain.newBuilder()
            .setName(port.name(it.http()))
            .setFilterChainMatch(match)
            .addAllFilters(it.http() ? http(port) : tcp(port));
    if (tls != null) {
      result.setTransportSocket(ChainDraft.socket(tls));
    }
    return result.build();
  }

  private List<Filter> http(Port port) {
    String statPrefix =
        port.isCatchAll() ? port.cluster() + ";" : "inbound_" + port.name(true) + ";";
    return List.of(
        Filters.http(
            HttpManagers.inbound(
                InboundRoutes.of(port.cluster(), port.host(), port.servicePort(), port.protocol()),
                statPrefix,
                port.protocol().isHttp2(),
                authorization.http())));
  }

  private List<Filter> tcp(Port port) {
    List<Filter> result = new ArrayList<>(authorization.tcp());
    result.add(Filters.tcp(port.cluster()));
    return result;
  }

  /** A connection to the port itself would go round in circles. */
  private static FilterChain blackHole() {
    return FilterChain.newBuilder()
        .setName("virtualInbound-blackhole")
        .setFilterChainMatch(
            FilterChainMatch.newBuilder().setDestinationPort(Protos.uint32(INBOUND_PORT)))
        .addFilters(Filters.tcp(ClusterName.BLACK_HOLE))
        .build();
  }

  private static Listener listener(
      String name, String address, int port, boolean own, List<FilterChain> chains) {
    return Listener.newBuilder()
        .setName(name)
        .setAddress(Protos.address(address, port))
        .setTrafficDirection(TrafficDirection.INBOUND)
        .setContinueOnListenerFiltersTimeout(true)
        .setListenerFiltersTimeout(Durations.ZERO)
        .setMaxConnectionsToAcceptPerSocketEvent(Protos.uint32(1))
        .addAllListenerFilters(Inspectors.of(chains, own))
        .addAllFilterChains(chains)
        .build();
  }
}
