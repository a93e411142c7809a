package dev.isthmus.envoy.route;

import com.google.protobuf.BoolValue;
import dev.isthmus.envoy.HostName;
import dev.isthmus.envoy.gateway.GatewayServer;
import dev.isthmus.envoy.gateway.MergedGateway;
import dev.isthmus.envoy.proto.Protos;
import dev.isthmus.envoy.registry.MeshService;
import dev.isthmus.envoy.registry.Registry;
import dev.isthmus.envoy.scope.ProxyScope;
import dev.isthmus.envoy.scope.VirtualServices;
import dev.isthmus.istio.IstioObject;
import dev.isthmus.istio.VirtualService;
import io.envoyproxy.envoy.config.route.v3.Route;
import io.envoyproxy.envoy.config.route.v3.RouteConfiguration;
import io.envoyproxy.envoy.config.route.v3.VirtualHost;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Stream;

/** The route configurations of a gateway's HTTP servers. */
public final class GatewayRoutes {
  private final ProxyScope scope;
  private final MergedGateway gateway;
  private final VirtualServices virtualServices;
  private final Registry registry;

  public GatewayRoutes(
      ProxyScope scope, MergedGateway gateway, VirtualServices virtualServices, Registry registry) {
    this.scope = scope;
    this.gateway = gateway;
    this.virtualServices = virtualServices;
    this.registry = registry;
  }

  public RouteConfiguration of(String name) {
    List<GatewayServer> servers = gateway.servers(name);
    Map<String, Draft> hosts = new TreeMap<>(HostName.SPECIFIC_FIRST);
    for (GatewayServer server : servers) {
      addRoutes(server, hosts);
      addRedirects(server, hosts);
    }
    RouteConfiguration.Builder result =
        RouteConfiguration.newBuilder()
            .setName(name)
            .setValidateClusters(BoolValue.of(false))
            .setIgnorePortInHostMatching(true)
            .setMaxDirectResponseBodySizeBytes(
                Protos.uint32(SidecarRoutes.MAX_DIRECT_RESPONSE_BYTES));
    if (hosts.isEmpty()) {
      result.addVirtualHosts(nothing(servers.getFirst().declaredPort().number()));
    } else {
      collapsed(hosts.values()).stream()
          .map(Draft::build)
          .sorted(Comparator.comparing(VirtualHost::getName))
          .forEach(result::addVirtualHosts);
    }
    return result.build();
  }

  /** A server without routes answers 404. */
  private static VirtualHost nothing(int port) {
    return VirtualHost.newBuilder().setName("blackhole:" + port).addDomains("*").build();
  }

  private void addRoutes(GatewayServer server, Map<String, Draft> hosts) {
    int port = server.declaredPort().number();
    for (IstioObject object :
        virtualServices.visible(scope.proxy().namespace(), server.gateway())) {
      List<String> shared =
          shared(server.hostsFor(object.namespace()), ((VirtualService) object.spec()).hosts());
      if (shared.isEmpty()) {
        continue;
      }
      RouteContext context =
          new RouteContext(
              scope,
              port,
              Set.of(server.gateway()),
              server.tls().isPresent(),
              host -> service(host, object.namespace()));
      List<Route> routes = new HttpRoutes(context).of(object);
      if (!routes.isEmpty()) {
        shared.forEach(host -> draft(hosts, host, port, server).routes.addAll(routes));
      }
    }
  }

  private Draft draft(Map<String, Draft> hosts, String host, int port, GatewayServer server) {
    Draft draft =
        hosts.computeIfAbsent(host.toLowerCase(Locale.ROOT), name -> new Draft(name, port));
    draft.redirectsToHttps |= redirects(server);
    return draft;
  }

  private static boolean redirects(GatewayServer server) {
    return server.tls().map(tls -> tls.httpsRedirect()).orElse(false);
  }

  private void addRedirects(GatewayServer server, Map<String, Draft> hosts) {
    if (redirects(server)) {
      server
          .server()
          .hosts()
          .forEach(host -> draft(hosts, host, server.declaredPort().number(), server));
    }
  }

  /** The hosts that both mean, each as the more specific of the two writes it. */
  private static List<String> shared(List<String> ofServer, List<String> ofRule) {
    return ofServer.stream()
        .flatMap(host ->
            ofRule.stream()
                .flatMap(other ->
                    HostName.subsetOf(host, other)
                        ? Stream.of(host)
                        : HostName.subsetOf(other, host) ? Stream.of(other) : Stream.of()))
        .distinct()
        .toList();
  }

  /**
   * A destination's service: of the rule's namespace if the gateway sees it, else as it sees it.
   */
  private Optional<MeshService> service(String host, String namespace) {
    return registry.services().stream()
        .filter(it -> it.hostname().equals(host) && it.namespace().equals(namespace))
        .filter(it -> it.visibility().includes(it.namespace(), scope.proxy().namespace()))
        .findFirst()
        .or(() -> scope.service(host));
  }

  /** Hosts with the same routes are one virtual host under the name of the first. */
  private static List<Draft> collapsed(Iterable<Draft> drafts) {
    Map<Object, Draft> byRoutes = new LinkedHashMap<>();
    for (Draft draft : drafts) {
      Draft first = byRoutes.putIfAbsent(draft.key(), draft);
      if (first != null) {
        first.domains.addAll(draft.domains);
      }
    }
    return List.copyOf(byRoutes.values());
  }

  /** A virtual host while it is made. */
  private static final class Draft {
    private final String name;
    private final List<String> domains = new ArrayList<>();
    private final List<Route> routes = new ArrayList<>();
    private boolean redirectsToHttps;

    Draft(String host, int port) {
      name = host + ":" + port;
      domains.add(host);
    }

    private Object key() {
      return List.of(List.copyOf(routes), redirectsToHttps);
    }

    VirtualHost build() {
      VirtualHost.Builder result =
          VirtualHost.newBuilder()
              .setName(name)
              .addAllDomains(domains)
              .setIncludeRequestAttemptCount(true);
      // Routes of several rules: what takes everything comes last.
      routes.stream().filter(it -> !RouteMatches.isAny(it.getMatch())).forEach(result::addRoutes);
      routes.stream().filter(it -> RouteMatches.isAny(it.getMatch())).forEach(result::addRoutes);
      if (redirectsToHttps) {
        result.setRequireTls(VirtualHost.TlsRequirementType.ALL);
      }
      return result.build();
    }
  }
}
