package dev.isthmus.envoy.route;

import static java.util.stream.Collectors.toMap;

import com.google.protobuf.BoolValue;
import dev.isthmus.envoy.HostName;
import dev.isthmus.envoy.cluster.ClusterName;
import dev.isthmus.envoy.proto.Protos;
import dev.isthmus.envoy.registry.MeshPort;
import dev.isthmus.envoy.registry.MeshService;
import dev.isthmus.envoy.registry.Protocol;
import dev.isthmus.envoy.registry.Resolution;
import dev.isthmus.envoy.scope.Egress;
import dev.isthmus.envoy.scope.ProxyScope;
import dev.isthmus.envoy.scope.VirtualServices;
import dev.isthmus.istio.IstioObject;
import dev.isthmus.istio.VirtualService;
import io.envoyproxy.envoy.config.route.v3.Route;
import io.envoyproxy.envoy.config.route.v3.RouteAction;
import io.envoyproxy.envoy.config.route.v3.RouteConfiguration;
import io.envoyproxy.envoy.config.route.v3.VirtualHost;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;

/** The route configurations of a sidecar's outbound listeners. */
public final class SidecarRoutes {
  /** The route configuration of the HTTP proxy port, which is for all ports. */
  public static final String HTTP_PROXY = "http_proxy";

  static final int MAX_DIRECT_RESPONSE_BYTES = 1024 * 1024;

  private final ProxyScope scope;
  private final String domain;

  public SidecarRoutes(ProxyScope scope, String domain) {
    this.scope = scope;
    this.domain = domain;
  }

  /**
   * A configuration is named after its port, or {@code host:port} where protocols are found out.
   */
  public RouteConfiguration of(String name) {
    int colon = name.indexOf(':');
    int port = name.equals(HTTP_PROXY) ? 0 : Integer.parseInt(name.substring(colon + 1));
    RouteConfiguration.Builder result =
        RouteConfiguration.newBuilder()
            .setName(name)
            .setValidateClusters(BoolValue.of(false))
            .setMaxDirectResponseBodySizeBytes(Protos.uint32(MAX_DIRECT_RESPONSE_BYTES))
            .setIgnorePortInHostMatching(true);
    List<VirtualHost> hosts = egress(port).map(it -> hosts(it, port)).orElse(List.of());
    if (colon < 0) {
      result.addAllVirtualHosts(hosts).addVirtualHosts(others());
    } else {
      result.addAllVirtualHosts(ofService(hosts, name, name.substring(0, colon)));
    }
    return result.build();
  }

  private Optional<Egress> egress(int port) {
    return scope.egress().stream()
        .filter(egress -> egress.port() == 0 || egress.port() == port)
        .findFirst();
  }

  /** A connection to the address of one service needs no other host. */
  private static List<VirtualHost> ofService(
      List<VirtualHost> hosts, String name, String hostname) {
    List<VirtualHost> matching =
        hosts.stream()
            .filter(host ->
                host.getDomainsList().contains(name) || host.getDomainsList().contains(hostname))
            .toList();
    return matching.size() == 1
        ? List.of(matching.getFirst().toBuilder().clearDomains().addDomains("*").build())
        : matching;
  }

  private List<VirtualHost> hosts(Egress egress, int port) {
    Map<String, MeshService> services = servicesOf(egress, port);
    HostBuilder hosts = new HostBuilder(port);
    List<VirtualHostPlan> plans = plans(egress, services, port);
    plans.forEach(hosts::know);
    plans.forEach(hosts::add);
    return hosts.result();
  }

  /** By host in lower case, each with the one port; with all ports for the HTTP proxy. */
  private static Map<String, MeshService> servicesOf(Egress egress, int port) {
    Map<String, MeshService> result = new TreeMap<>();
    for (MeshService service : egress.services()) {
      Optional<MeshPort> only = service.port(port);
      if (port == 0) {
        result.put(service.hostname(), service);
      } else if (only.isPresent()) {
        result.put(
            service.hostname().toLowerCase(Locale.ROOT), service.withPorts(List.of(only.get())));
      }
    }
    return result;
  }

  /** First the services of VirtualServices, then those without. */
  private List<VirtualHostPlan> plans(Egress egress, Map<String, MeshService> services, int port) {
    RouteContext context =
        new RouteContext(
            scope,
            port,
            Set.of(VirtualServices.MESH),
            false,
            host -> Optional.ofNullable(services.get(host)));
    Map<String, IstioObject> winners = winners(egress);
    List<VirtualHostPlan> result = new ArrayList<>();
    Set<String> done = new HashSet<>();
    for (IstioObject object : egress.virtualServices()) {
      if (port == 80 || concerns((VirtualService) object.spec(), services)) {
        result.addAll(plans(context, object, services, winners));
      }
    }
    result.forEach(plan -> plan.services().forEach(service -> done.add(service.hostname())));
    for (MeshService service : services.values()) {
      if (!done.contains(service.hostname()) && service.resolution() != Resolution.ALIAS) {
        service.ports().stream()
            .filter(SidecarRoutes::mayBeHttp)
            .forEach(it -> result.add(withoutRule(context, service, it)));
      }
    }
    return result;
  }

  private static VirtualHostPlan withoutRule(
      RouteContext context, MeshService service, MeshPort port) {
    String cluster = ClusterName.outbound(port.number(), "", service.hostname());
    Route route = HttpRoutes.toService(context, service.hostname(), port.number(), cluster);
    return new VirtualHostPlan(port.number(), List.of(), List.of(service), List.of(route));
  }

  private static boolean mayBeHttp(MeshPort port) {
    return port.protocol().isHttp() || port.protocol() == Protocol.UNKNOWN;
  }

  private static boolean concerns(VirtualService rule, Map<String, MeshService> services) {
    return rule.hosts().stream()
        .anyMatch(host -> services.keySet().stream().anyMatch(it -> HostName.overlap(host, it)));
  }

  /** Per service the VirtualService with the most specific host that it falls under. */
  private static Map<String, IstioObject> winners(Egress egress) {
    Map<String, IstioObject> byHost = new HashMap<>();
    for (IstioObject object : egress.virtualServices()) {
      ((VirtualService) object.spec()).hosts().forEach(host -> byHost.putIfAbsent(host, object));
    }
    Map<String, IstioObject> result = new HashMap<>();
    egress
        .services()
        .forEach(service ->
            HostName.mostSpecific(service.hostname(), byHost)
                .ifPresent(object -> result.put(service.hostname(), object)));
    return result;
  }

  private List<VirtualHostPlan> plans(
      RouteContext context,
      IstioObject object,
      Map<String, MeshService> services,
      Map<String, IstioObject> winners) {
    List<Route> routes = new HttpRoutes(context).of(object);
    if (routes.isEmpty()) {
      return List.of();
    }
    List<String> otherHosts = new ArrayList<>();
    Map<String, MeshService> matching = new TreeMap<>();
    for (String host : ((VirtualService) object.spec()).hosts()) {
      Map<String, MeshService> covered = covered(host.toLowerCase(Locale.ROOT), services);
      if (covered.isEmpty()) {
        otherHosts.add(host);
      }
      covered.values().stream()
          .filter(service ->
              !HostName.isWildcard(host) || object.equals(winners.get(service.hostname())))
          .forEach(service -> matching.put(service.hostname(), service));
    }
    return byPort(matching, otherHosts, routes, context.port());
  }

  private static Map<String, MeshService> covered(String host, Map<String, MeshService> services) {
    if (!HostName.isWildcard(host)) {
      MeshService exact = services.get(host);
      return exact == null ? Map.of() : Map.of(host, exact);
    }
    return services.entrySet().stream()
        .filter(entry -> HostName.overlap(host, entry.getKey()))
        .collect(toMap(Map.Entry::getKey, Map.Entry::getValue));
  }

  private static List<VirtualHostPlan> byPort(
      Map<String, MeshService> services, List<String> otherHosts, List<Route> routes, int port) {
    Map<Integer, List<MeshService>> byPort = new TreeMap<>();
    for (MeshService service : services.values()) {
      service.ports().stream()
          .filter(SidecarRoutes::mayBeHttp)
          .forEach(
              it -> byPort.computeIfAbsent(it.number(), number -> new ArrayList<>()).add(service));
    }
    if (byPort.isEmpty() && port == 80) {
      // Hosts that no service has can be called on port 80 alone.
      byPort.put(80, List.of());
    }
    List<VirtualHostPlan> result = new ArrayList<>();
    byPort.forEach((it, list) -> result.add(new VirtualHostPlan(it, otherHosts, list, routes)));
    return result;
  }

  /** Builds virtual hosts; of equal names and domains the first keeps them. */
  private final class HostBuilder {
    private final HostDomains domains = new HostDomains(scope.proxy().namespace(), domain);
    private final int listenerPort;
    private final Set<String> names = new HashSet<>();
    private final Set<String> takenDomains = new HashSet<>();
    private final Set<String> fullNames = new HashSet<>();
    private final List<VirtualHost> result = new ArrayList<>();

    HostBuilder(int listenerPort) {
      this.listenerPort = listenerPort;
    }

    /** Full names of services: no shorter name of another service takes them. */
    void know(VirtualHostPlan plan) {
      plan.services().forEach(service -> fullNames.add(service.hostname()));
    }

    void add(VirtualHostPlan plan) {
      for (String host : plan.hosts()) {
        add(plan, host.toLowerCase(Locale.ROOT), List.of(host.toLowerCase(Locale.ROOT)));
      }
      for (MeshService service : plan.services()) {
        List<String> shorter = domains.shorter(service.hostname());
        List<String> all =
            domains.of(service, listenerPort == 0 ? plan.port() : 0).stream()
                .filter(it -> !(shorter.contains(it) && fullNames.contains(it)))
                .toList();
        add(plan, service.hostname(), all);
      }
    }

    private void add(VirtualHostPlan plan, String host, List<String> hostDomains) {
      String name = host + ":" + plan.port();
      if (plan.routes().isEmpty() || !names.add(name)) {
        return;
      }
      List<String> free =
          hostDomains.stream()
              // The HTTP proxy tells the ports of a host apart; port 80 needs not be written.
              .filter(it -> listenerPort != 0 || plan.port() == 80 || it.contains(":"))
              .filter(it -> takenDomains.add(it.toLowerCase(Locale.ROOT)))
              .toList();
      if (!free.isEmpty()) {
        result.add(
            VirtualHost.newBuilder()
                .setName(name)
                .addAllDomains(free)
                .addAllRoutes(plan.routes())
                .setIncludeRequestAttemptCount(true)
                .build());
      }
    }

    List<VirtualHost> result() {
      return result.stream().sorted(Comparator.comparing(VirtualHost::getName)).toList();
    }
  }

  /** Requests for hosts that are not known are passed on, or refused with 502. */
  private VirtualHost others() {
    String name = scope.allowAny() ? "allow_any" : "block_all";
    Route.Builder route = Route.newBuilder().setName(name).setMatch(RouteMatches.ANY);
    if (scope.allowAny()) {
      RouteAction.Builder action = RouteAction.newBuilder();
      action.setCluster(unknownHostsCluster());
      RouteActions.applyTimeout(action, null);
      route.setRoute(action);
    } else {
      route.getDirectResponseBuilder().setStatus(502);
    }
    return VirtualHost.newBuilder()
        .setName(name)
        .addDomains("*")
        .addRoutes(route)
        .setIncludeRequestAttemptCount(true)
        .build();
  }

  private String unknownHostsCluster() {
    return scope
        .sidecar()
        .map(sidecar -> sidecar.outboundTrafficPolicy())
        .map(policy -> policy.egressProxy())
        .map(proxy -> DestinationCluster.of(proxy, null, 0))
        .orElse(ClusterName.PASSTHROUGH);
  }
}
