package dev.isthmus.envoy.scope;

import dev.isthmus.istio.Destination;
import dev.isthmus.istio.HttpMirrorPolicy;
import dev.isthmus.istio.HttpRoute;
import dev.isthmus.istio.HttpRouteDestination;
import dev.isthmus.istio.RouteDestination;
import dev.isthmus.istio.VirtualService;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Stream;

/** The hosts that a VirtualService leads to, each with the ports that it names; 0: any port. */
final class RouteDestinations {
  private RouteDestinations() {}

  /** Routes for other source namespaces are left out. */
  static Map<String, Set<Integer>> of(VirtualService rule, String namespace) {
    Map<String, Set<Integer>> result = new TreeMap<>();
    Stream.of(
            rule.http().stream()
                .filter(route -> isFor(route, namespace))
                .flatMap(RouteDestinations::http),
            rule.tcp().stream()
                .flatMap(route -> route.route().stream())
                .map(RouteDestination::destination),
            rule.tls().stream()
                .flatMap(route -> route.route().stream())
                .map(RouteDestination::destination))
        .flatMap(destinations -> destinations)
        .filter(Objects::nonNull)
        .forEach(destination ->
            result
                .computeIfAbsent(destination.host(), host -> new TreeSet<>())
                .add(destination.port() == null ? 0 : destination.port().number()));
    return result;
  }

  private static boolean isFor(HttpRoute route, String namespace) {
    return route.match().isEmpty()
        || route.match().stream().allMatch(match -> match.sourceNamespace().isEmpty())
        || route.match().stream().anyMatch(match -> match.sourceNamespace().equals(namespace));
  }

  private static Stream<Destination> http(HttpRoute route) {
    return Stream.of(
            route.route().stream().map(HttpRouteDestination::destination),
            Stream.ofNullable(route.mirror()),
            route.mirrors().stream().map(HttpMirrorPolicy::destination))
        .flatMap(destinations -> destinations)
        .filter(Objects::nonNull);
  }
}
