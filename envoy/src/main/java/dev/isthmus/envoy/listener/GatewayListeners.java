package dev.isthmus.envoy.listener;

import dev.isthmus.envoy.HostName;
import dev.isthmus.envoy.cluster.ClusterName;
import dev.isthmus.envoy.gateway.GatewayListener;
import dev.isthmus.envoy.gateway.GatewayServer;
import dev.isthmus.envoy.gateway.MergedGateway;
import dev.isthmus.envoy.proto.Protos;
import dev.isthmus.envoy.registry.MeshPort;
import dev.isthmus.envoy.registry.MeshService;
import dev.isthmus.envoy.registry.Protocol;
import dev.isthmus.envoy.scope.MergedRule;
import dev.isthmus.envoy.scope.ProxyScope;
import dev.isthmus.envoy.scope.VirtualServices;
import dev.isthmus.envoy.security.Authorization;
import dev.isthmus.istio.IstioObject;
import dev.isthmus.istio.Subset;
import dev.isthmus.istio.TcpRoute;
import dev.isthmus.istio.TlsMatchAttributes;
import dev.isthmus.istio.TlsRoute;
import dev.isthmus.istio.VirtualService;
import io.envoyproxy.envoy.config.core.v3.TrafficDirection;
import io.envoyproxy.envoy.config.listener.v3.Filter;
import io.envoyproxy.envoy.config.listener.v3.Listener;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** The listeners of a gateway's servers. */
final class GatewayListeners {
  private final ProxyScope scope;
  private final MergedGateway gateway;
  private final VirtualServices virtualServices;
  private final Authorization authorization;
  private final TcpDestinations destinations;

  /** Server names of passed-through TLS that are taken: {@code port bind name}. */
  private final Set<String> takenNames = new HashSet<>();

  GatewayListeners(
      ProxyScope scope,
      MergedGateway gateway,
      VirtualServices virtualServices,
      Authorization authorization) {
    this.scope = scope;
    this.gateway = gateway;
    this.virtualServices = virtualServices;
    this.authorization = authorization;
    destinations = new TcpDestinations(scope);
  }

  List<Listener> build() {
    Map<String, List<ChainDraft>> chains = new LinkedHashMap<>();
    Map<String, GatewayListener> first = new LinkedHashMap<>();
    for (GatewayListener it : gateway.listeners()) {
      first.putIfAbsent(name(it), it);
      chains.computeIfAbsent(name(it), name -> new ArrayList<>()).addAll(chains(it));
    }
    List<Listener> result = new ArrayList<>();
    first.forEach((name, it) -> {
      List<ChainDraft> ofListener = chains.getOrDefault(name, List.of());
      if (!ofListener.isEmpty()) {
        result.add(listener(name, it, ofListener));
      }
    });
    return result;
  }

  private static String address(GatewayListener it) {
    return it.bind().isEmpty() ? MeshService.UNSPECIFIED : it.bind();
  }

  private static String name(GatewayListener it) {
    return address(it) + "_" + it.port();
  }

  private static Listener listener(String name, GatewayListener it, List<ChainDraft> chains) {
    Listener.Builder result =
        Listener.newBuilder()
            .setName(name)
            .setAddress(Protos.address(address(it), it.port()))
            .setTrafficDirection(TrafficDirection.OUTBOUND)
            .setMaxConnectionsToAcceptPerSocketEvent(Protos.uint32(1));
    if (chains.stream().anyMatch(ChainDraft::needsTlsInspector)) {
      result.addListenerFilters(Filters.TLS_INSPECTOR);
    }
    chains.stream().map(ChainDraft::build).forEach(result::addFilterChains);
    return result.build();
  }

  private List<ChainDraft> chains(GatewayListener it) {
    String statPrefix = "outbound_" + name(it) + ";";
    if (it.protocol().isHttp()) {
      String routes = it.servers().getFirst().routeName();
      return List.of(ChainDraft.of(http(routes, statPrefix)));
    }
    List<ChainDraft> result = new ArrayList<>();
    for (GatewayServer server : it.servers()) {
      if (server.endsHttps()) {
        String prefix = server.server().name().isEmpty() ? statPrefix : server.server().name();
        result.add(ended(server, http(server.routeName(), prefix), false));
      } else if (server.isAutoPassthrough()) {
        result.addAll(autoPassthrough(server));
      } else if (server.passesTlsThrough()) {
        result.addAll(passthrough(server));
      } else {
        tcp(server).map(filters -> ended(server, filters, true)).ifPresent(result::add);
      }
    }
    return result;
  }

  private List<Filter> http(String routeName, String statPrefix) {
    return List.of(Filters.http(HttpManagers.gateway(routeName, statPrefix, authorization.http())));
  }

  private static ChainDraft ended(GatewayServer server, List<Filter> filters, boolean tcp) {
    ChainDraft chain = ChainDraft.of(filters);
    return server
        .tls()
        .map(tls ->
            chain.withServerNames(server.serverNames()).withTls(DownstreamTls.server(tls, tcp)))
        .orElse(chain);
  }

  private List<IstioObject> rules(GatewayServer server) {
    return virtualServices.visible(scope.proxy().namespace(), server.gateway()).stream()
        .filter(object ->
            ((VirtualService) object.spec())
                .hosts().stream()
                    .anyMatch(host ->
                        server.hostsFor(object.namespace()).stream()
                            .anyMatch(it -> HostName.overlap(it, host))))
        .toList();
  }

  /** The first TCP route for the server. */
  private Optional<List<Filter>> tcp(GatewayServer server) {
    int port = server.declaredPort().number();
    for (IstioObject object : rules(server)) {
      for (TcpRoute route : ((VirtualService) object.spec()).tcp()) {
        boolean matches =
            route.match().isEmpty()
                || route.match().stream()
                    .anyMatch(match -> isFor(match.port(), match.gateways(), server));
        if (matches) {
          return destinations.toRoute(object, route.route(), port).map(this::authorized);
        }
      }
    }
    return Optional.empty();
  }

  private List<Filter> authorized(Filter filter) {
    List<Filter> result = new ArrayList<>(authorization.tcp());
    result.add(filter);
    return result;
  }

  private static boolean isFor(int port, List<String> gateways, GatewayServer server) {
    return (port == 0 || port == server.declaredPort().number())
        && (gateways.isEmpty() || gateways.contains(server.gateway()));
  }

  private List<ChainDraft> passthrough(GatewayServer server) {
    List<ChainDraft> result = new ArrayList<>();
    for (IstioObject object : rules(server)) {
      for (TlsRoute route : ((VirtualService) object.spec()).tls()) {
        for (TlsMatchAttributes match : route.match()) {
          if (isFor(match.port(), match.gateways(), server) && claim(server, match.sniHosts())) {
            destinations
                .toRoute(object, route.route(), server.declaredPort().number())
                .map(filter -> ChainDraft.of(authorized(filter)))
                .map(chain -> chain.withServerNames(match.sniHosts()))
                .ifPresent(result::add);
          }
        }
      }
    }
    return result;
  }

  private boolean claim(GatewayServer server, List<String> names) {
    List<String> keys =
        names.stream()
            .map(name -> server.port() + " " + server.server().bind() + " " + name)
            .toList();
    return keys.stream().noneMatch(takenNames::contains) && takenNames.addAll(keys);
  }

  /**
   * One chain per service, port and subset of the mesh that the server's hosts mean, by the server
   * name that sidecars send. Only sidecars' protocols get in; the service itself checks identities.
   */
  private List<ChainDraft> autoPassthrough(GatewayServer server) {
    List<ChainDraft> result = new ArrayList<>();
    for (MeshService service : scope.services()) {
      boolean meant =
          !service.external()
              && server.serverNames().stream()
                  .anyMatch(host -> HostName.subsetOf(service.hostname(), host));
      if (meant) {
        List<Subset> subsets =
            scope
                .outboundRule(service.hostname())
                .map(MergedRule::rule)
                .map(rule -> rule.subsets())
                .orElse(List.of());
        for (MeshPort port : service.ports()) {
          if (port.protocol() != Protocol.UDP) {
            result.add(bySni(service, port, ""));
            subsets.forEach(subset -> result.add(bySni(service, port, subset.name())));
          }
        }
      }
    }
    return result;
  }

  private ChainDraft bySni(MeshService service, MeshPort port, String subset) {
    String cluster = ClusterName.sni(port.number(), subset, service.hostname());
    return ChainDraft.of(List.of(destinations.toCluster(cluster, service.hostname(), subset)))
        .withServerNames(List.of(cluster))
        .withProtocols(Filters.MUTUAL_TLS, "");
  }
}
