package dev.isthmus.translate.route;

import dev.isthmus.api.Finding;
import dev.isthmus.api.gloo.networking.RouteTable;
import dev.isthmus.api.gloo.selector.TcpMatcher;
import dev.isthmus.istio.L4MatchAttributes;
import dev.isthmus.istio.L4MatchAttributesBuilder;
import dev.isthmus.istio.TcpRoute;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * A root table's TCP routes: on sidecars only, by port, to Services and VirtualDestinations (API
 * reference, 2.5).
 */
public final class TcpRoutes {
  private TcpRoutes() {}

  public static Translated<TcpRoute> translate(
      RouteTable table, ProxyScope scope, DestinationResolver resolver) {
    Set<Finding> findings = new LinkedHashSet<>();
    var actions = new L4Actions(table, resolver, findings);
    var sidecars = scope.scopes().stream().filter(MatchScope.Sidecars.class::isInstance).toList();
    var routes = new ArrayList<TcpRoute>();
    var broken = false;
    for (var i = 0; i < table.spec().tcp().size(); i++) {
      var route = table.spec().tcp().get(i);
      if (route.unreadable()) {
        broken = true;
        continue; // as its reader said
      }
      var place = new Place(table.ref(), "tcp[" + i + "]");
      if (sidecars.size() < scope.scopes().size()) {
        findings.add(RouteFindings.sidecarsOnly(place));
      }
      if (sidecars.isEmpty()) {
        continue;
      }
      var to =
          actions.leadsToServices(route.forwardTo(), place.at("forwardTo"))
              ? actions.of(route.forwardTo(), place.at("forwardTo"))
              : Optional.<List<dev.isthmus.istio.RouteDestination>>empty();
      to.ifPresent(destinations ->
          routes.add(new TcpRoute(match(route.matchers(), sidecars), destinations)));
      broken |= to.isEmpty();
    }
    return new Translated<>(routes, findings.stream().sorted().toList(), broken);
  }

  /** Empty: every connection. */
  private static List<L4MatchAttributes> match(List<TcpMatcher> matchers, List<MatchScope> scopes) {
    var result = new ArrayList<L4MatchAttributes>();
    for (var scope : scopes) {
      for (var matcher : matchers.isEmpty() ? List.of(new TcpMatcher(0)) : matchers) {
        if (matcher.port() == 0 && scope.sourceLabels().isEmpty() && scope.gateways().isEmpty()) {
          return List.of();
        }
        result.add(
            L4MatchAttributesBuilder.builder()
                .port(matcher.port())
                .gateways(scope.gateways())
                .sourceLabels(scope.sourceLabels())
                .build());
      }
    }
    return result;
  }
}
