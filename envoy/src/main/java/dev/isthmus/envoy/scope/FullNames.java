package dev.isthmus.envoy.scope;

import dev.isthmus.envoy.HostName;
import dev.isthmus.istio.Destination;
import dev.isthmus.istio.HttpMatchRequest;
import dev.isthmus.istio.HttpMatchRequestBuilder;
import dev.isthmus.istio.HttpMirrorPolicy;
import dev.isthmus.istio.HttpRoute;
import dev.isthmus.istio.HttpRouteBuilder;
import dev.isthmus.istio.HttpRouteDestination;
import dev.isthmus.istio.L4MatchAttributesBuilder;
import dev.isthmus.istio.RouteDestination;
import dev.isthmus.istio.TcpRoute;
import dev.isthmus.istio.TlsMatchAttributesBuilder;
import dev.isthmus.istio.TlsRoute;
import dev.isthmus.istio.VirtualService;
import dev.isthmus.istio.VirtualServiceBuilder;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Short names of hosts and gateways as full ones: relative to the object's namespace. */
final class FullNames {
  private final String domain;

  FullNames(String domain) {
    this.domain = domain;
  }

  VirtualService of(String namespace, VirtualService rule) {
    return VirtualServiceBuilder.builder(rule)
        .hosts(rule.hosts().stream().map(host -> host(namespace, host)).toList())
        .gateways(gateways(namespace, rule.gateways()))
        .http(rule.http().stream().map(route -> http(namespace, route)).toList())
        .tcp(rule.tcp().stream().map(route -> tcp(namespace, route)).toList())
        .tls(rule.tls().stream().map(route -> tls(namespace, route)).toList())
        .build();
  }

  private String host(String namespace, String host) {
    return HostName.qualified(host, namespace, domain);
  }

  /**
   * {@code name} is {@code namespace/name}; {@code name.namespace} too, when it has one dot or
   * more.
   */
  private static List<String> gateways(String namespace, List<String> gateways) {
    return gateways.stream().map(gateway -> gateway(namespace, gateway)).toList();
  }

  private static String gateway(String namespace, String gateway) {
    if (gateway.equals(VirtualServices.MESH) || gateway.contains("/")) {
      return gateway.startsWith("./") ? namespace + gateway.substring(1) : gateway;
    }
    String[] parts = gateway.split("\\.", 3);
    return parts.length == 1 ? namespace + "/" + gateway : parts[1] + "/" + parts[0];
  }

  private HttpRoute http(String namespace, HttpRoute route) {
    return HttpRouteBuilder.builder(route)
        .match(route.match().stream().map(match -> match(namespace, match)).toList())
        .route(
            route.route().stream()
                .map(it ->
                    new HttpRouteDestination(
                        destination(namespace, it.destination()), it.headers(), it.weight()))
                .toList())
        .mirror(destination(namespace, route.mirror()))
        .mirrors(
            route.mirrors().stream()
                .map(it ->
                    new HttpMirrorPolicy(destination(namespace, it.destination()), it.percentage()))
                .toList())
        .build();
  }

  private static HttpMatchRequest match(String namespace, HttpMatchRequest match) {
    return HttpMatchRequestBuilder.builder(match)
        .gateways(gateways(namespace, match.gateways()))
        .build();
  }

  private TcpRoute tcp(String namespace, TcpRoute route) {
    return new TcpRoute(
        route.match().stream()
            .map(match ->
                L4MatchAttributesBuilder.builder(match)
                    .gateways(gateways(namespace, match.gateways()))
                    .build())
            .toList(),
        destinations(namespace, route.route()));
  }

  private TlsRoute tls(String namespace, TlsRoute route) {
    return new TlsRoute(
        route.match().stream()
            .map(match ->
                TlsMatchAttributesBuilder.builder(match)
                    .gateways(gateways(namespace, match.gateways()))
                    .build())
            .toList(),
        destinations(namespace, route.route()));
  }

  private List<RouteDestination> destinations(String namespace, List<RouteDestination> route) {
    return route.stream()
        .map(it -> new RouteDestination(destination(namespace, it.destination()), it.weight()))
        .toList();
  }

  private @Nullable Destination destination(String namespace, @Nullable Destination destination) {
    return destination == null
        ? null
        : new Destination(
            host(namespace, destination.host()), destination.port(), destination.subset());
  }
}
