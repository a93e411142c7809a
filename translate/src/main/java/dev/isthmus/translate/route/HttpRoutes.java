package dev.isthmus.translate.route;

import dev.isthmus.api.Finding;
import dev.isthmus.api.gloo.networking.ForwardTo;
import dev.isthmus.istio.HttpDirectResponse;
import dev.isthmus.istio.HttpRoute;
import dev.isthmus.istio.HttpRouteBuilder;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * A root table's flattened routes as Istio's HTTP routes, for some proxies of one cluster. A broken
 * route answers 500 ({@code failureMode: ROUTE_REPLACEMENT}); what becomes of a table that freezes
 * is for the caller.
 */
public final class HttpRoutes {
  private static final HttpDirectResponse ANSWER_500 = new HttpDirectResponse(null, 500);

  private final Map<String, RoutePolicies> policies;
  private final ProxyScope scope;
  private final HttpActions actions;
  private final Set<Finding> findings = new LinkedHashSet<>();
  private boolean broken;

  private HttpRoutes(
      Map<String, RoutePolicies> policies, ProxyScope scope, DestinationResolver resolver) {
    this.policies = policies;
    this.scope = scope;
    this.actions = new HttpActions(resolver, findings);
  }

  /**
   * Translates routes.
   *
   * @param routes in order
   * @param policies what {@link PolicyAttachment} found for them, by the routes' names
   * @param scope the proxies
   * @param resolver what destinations are for them
   */
  public static Translated<HttpRoute> translate(
      List<FlatRoute> routes,
      Map<String, RoutePolicies> policies,
      ProxyScope scope,
      DestinationResolver resolver) {
    return new HttpRoutes(policies, scope, resolver).translate(routes);
  }

  private Translated<HttpRoute> translate(List<FlatRoute> routes) {
    var result = new ArrayList<HttpRoute>(routes.size());
    routes.forEach(route -> translate(route).ifPresent(result::add));
    return new Translated<>(result, findings.stream().sorted().toList(), broken);
  }

  private Optional<HttpRoute> translate(FlatRoute route) {
    var scopes = scope.of(route, findings);
    if (scopes.isEmpty()) {
      return Optional.empty();
    }
    var match = Matchers.of(route.matches(), scopes);
    var matchers = route.step().place().at("matchers");
    var claims = asksSidecarsForClaims(route, scopes);
    if (claims) {
      findings.add(RouteFindings.claimsOnSidecars(matchers));
    }
    if (match.isEmpty()) {
      if (!claims) {
        findings.add(RouteFindings.noSuchPort(matchers));
      }
      return Optional.empty();
    }
    var into = HttpRouteBuilder.builder().name(route.name()).match(match.get());
    switch (actions.put(route, into)) {
      case DONE -> applyPolicies(route, into);
      case UNSUPPORTED -> into.directResponse(ANSWER_500);
      case BROKEN -> {
        broken = true;
        into.directResponse(ANSWER_500);
      }
    }
    return Optional.of(into.build());
  }

  private static boolean asksSidecarsForClaims(FlatRoute route, List<MatchScope> scopes) {
    return scopes.stream().anyMatch(MatchScope.Sidecars.class::isInstance)
        && route.matches().stream().anyMatch(Matchers::asksForClaims);
  }

  /**
   * Istio allows faults on routes to destinations alone; there is nothing to time or try again
   * elsewhere.
   */
  private void applyPolicies(FlatRoute route, HttpRouteBuilder into) {
    var applied = policies.getOrDefault(route.name(), RoutePolicies.NONE);
    if (route.route().action() instanceof ForwardTo) {
      applied.put(into);
    }
  }
}
