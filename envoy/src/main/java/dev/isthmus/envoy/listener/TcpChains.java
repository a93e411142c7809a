package dev.isthmus.envoy.listener;

import dev.isthmus.envoy.HostName;
import dev.isthmus.envoy.Proxy;
import dev.isthmus.envoy.registry.MeshPort;
import dev.isthmus.envoy.registry.MeshService;
import dev.isthmus.envoy.scope.ProxyScope;
import dev.isthmus.envoy.scope.VirtualServices;
import dev.isthmus.istio.IstioObject;
import dev.isthmus.istio.L4MatchAttributes;
import dev.isthmus.istio.TcpRoute;
import dev.isthmus.istio.TlsMatchAttributes;
import dev.isthmus.istio.TlsRoute;
import dev.isthmus.istio.VirtualService;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** The chains of a sidecar's connections to one port of one service that are not HTTP. */
final class TcpChains {
  private final ProxyScope scope;
  private final TcpDestinations destinations;

  TcpChains(ProxyScope scope) {
    this.scope = scope;
    destinations = new TcpDestinations(scope);
  }

  /**
   * @param listenerPort the listener's port
   * @param blocks the service's addresses, if they are a block
   * @param sharedAddress whether the listener is for all addresses, so that server names decide
   */
  List<ChainDraft> of(
      MeshService service,
      MeshPort listenerPort,
      List<String> blocks,
      boolean sharedAddress,
      List<IstioObject> virtualServices) {
    List<IstioObject> rules =
        virtualServices.stream()
            .filter(object -> isFor((VirtualService) object.spec(), service))
            .toList();
    return listenerPort.protocol().isTls()
        ? tls(service, listenerPort, blocks, sharedAddress, rules)
        : tcp(service, listenerPort, blocks, rules);
  }

  private static boolean isFor(VirtualService rule, MeshService service) {
    return rule.hosts().stream().anyMatch(host -> HostName.overlap(host, service.hostname()));
  }

  private List<ChainDraft> tls(
      MeshService service,
      MeshPort port,
      List<String> blocks,
      boolean sharedAddress,
      List<IstioObject> rules) {
    List<ChainDraft> result = new ArrayList<>();
    Set<List<String>> handled = new HashSet<>();
    for (IstioObject object : rules) {
      for (TlsRoute route : ((VirtualService) object.spec()).tls()) {
        for (TlsMatchAttributes match : route.match()) {
          List<String> subnets =
              match.destinationSubnets().isEmpty() ? blocks : match.destinationSubnets();
          List<String> key = new ArrayList<>(match.sniHosts());
          key.add("|");
          key.addAll(subnets);
          if (isFor(match, port.number()) && handled.add(key)) {
            destinations
                .toRoute(object, route.route(), port.number())
                .map(filter -> ChainDraft.of(List.of(filter)))
                .map(it -> it.withServerNames(match.sniHosts()).withBlocks(subnets))
                .map(it -> it.withRule(object))
                .ifPresent(result::add);
          }
        }
      }
    }
    if (result.isEmpty()) {
      boolean byName = !blocks.isEmpty() || (sharedAddress && !service.hasAddress());
      result.add(
          ChainDraft.of(List.of(destinations.toService(service, servicePort(service, port))))
              .withServerNames(byName ? List.of(service.hostname()) : List.of())
              .withBlocks(blocks));
    }
    return result;
  }

  private List<ChainDraft> tcp(
      MeshService service, MeshPort port, List<String> blocks, List<IstioObject> rules) {
    List<ChainDraft> result = new ArrayList<>();
    for (IstioObject object : rules) {
      for (TcpRoute route : ((VirtualService) object.spec()).tcp()) {
        List<L4MatchAttributes> matches =
            route.match().stream().filter(match -> isFor(match, port.number())).toList();
        boolean anyAddress =
            route.match().isEmpty()
                || matches.stream().anyMatch(match -> match.destinationSubnets().isEmpty());
        List<String> subnets =
            anyAddress
                ? blocks
                : matches.stream().flatMap(it -> it.destinationSubnets().stream()).toList();
        if (anyAddress || !matches.isEmpty()) {
          destinations
              .toRoute(object, route.route(), port.number())
              .map(filter -> ChainDraft.of(List.of(filter)).withBlocks(subnets))
              .map(it -> anyAddress ? it.withRule(object) : it)
              .ifPresent(result::add);
        }
        if (anyAddress) {
          return result;
        }
      }
    }
    ChainDraft last =
        ChainDraft.of(List.of(destinations.toService(service, servicePort(service, port))))
            .withBlocks(blocks);
    if (result.stream().noneMatch(last::takesTheSameAs)) {
      result.add(last);
    }
    return result;
  }

  /** A listener of a Sidecar may have another port than a service with one port. */
  private static int servicePort(MeshService service, MeshPort port) {
    return service.ports().size() == 1 ? service.ports().getFirst().number() : port.number();
  }

  private boolean isFor(TlsMatchAttributes match, int port) {
    return isFor(
        match.gateways(), match.sourceLabels(), match.sourceNamespace(), match.port(), port);
  }

  private boolean isFor(L4MatchAttributes match, int port) {
    return isFor(
        match.gateways(), match.sourceLabels(), match.sourceNamespace(), match.port(), port);
  }

  private boolean isFor(
      List<String> gateways,
      Map<String, String> labels,
      String namespace,
      int wantedPort,
      int port) {
    Proxy proxy = scope.proxy();
    return (gateways.isEmpty() || gateways.contains(VirtualServices.MESH))
        && proxy.labels().entrySet().containsAll(labels.entrySet())
        && (namespace.isEmpty() || namespace.equals(proxy.namespace()))
        && (wantedPort == 0 || wantedPort == port);
  }
}
