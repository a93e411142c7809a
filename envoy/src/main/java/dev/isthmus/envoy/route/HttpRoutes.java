package dev.isthmus.envoy.route;

import dev.isthmus.envoy.proto.IstioMetadata;
import dev.isthmus.envoy.proto.Protos;
import dev.isthmus.istio.Destination;
import dev.isthmus.istio.HttpMatchRequest;
import dev.isthmus.istio.HttpRoute;
import dev.isthmus.istio.IstioObject;
import dev.isthmus.istio.PortSelector;
import dev.isthmus.istio.VirtualService;
import io.envoyproxy.envoy.config.core.v3.Metadata;
import io.envoyproxy.envoy.config.route.v3.Decorator;
import io.envoyproxy.envoy.config.route.v3.Route;
import io.envoyproxy.envoy.config.route.v3.RouteAction;
import io.envoyproxy.envoy.config.route.v3.RouteMatch;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** The routes of a VirtualService for one proxy and port, up to the first that takes everything. */
final class HttpRoutes {
  private final RouteContext context;

  HttpRoutes(RouteContext context) {
    this.context = context;
  }

  List<Route> of(IstioObject object) {
    List<Route> result = new ArrayList<>();
    for (HttpRoute rule : ((VirtualService) object.spec()).http()) {
      if (rule.match().isEmpty()) {
        result.add(route(object, rule, null));
        return result;
      }
      for (HttpMatchRequest match : rule.match()) {
        Optional<Route> route = matching(object, rule, match);
        route.ifPresent(result::add);
        if (route.isPresent() && RouteMatches.isAny(route.get().getMatch())) {
          return result;
        }
      }
    }
    return result;
  }

  private Optional<Route> matching(IstioObject object, HttpRoute rule, HttpMatchRequest match) {
    return RouteMatches.isFor(match, context.scope().proxy(), context.gateways(), context.port())
        ? Optional.of(route(object, rule, match))
        : Optional.empty();
  }

  private Route route(IstioObject object, HttpRoute rule, @Nullable HttpMatchRequest match) {
    String matchName = match == null ? "" : match.name();
    HeaderChanges headers = HeaderChanges.of(rule.headers());
    Route.Builder result =
        Route.newBuilder()
            .setName(matchName.isEmpty() ? rule.name() : rule.name() + "." + matchName)
            .setMatch(RouteMatches.of(match))
            .setStatPrefix(match == null ? "" : match.statPrefix())
            .setMetadata(
                IstioMetadata.with(
                    Metadata.getDefaultInstance(),
                    Map.of(
                        "config",
                        IstioMetadata.config(
                            "virtual-service", object.namespace(), object.name()))))
            .addAllRequestHeadersToAdd(headers.requestAdd())
            .addAllRequestHeadersToRemove(headers.requestRemove())
            .addAllResponseHeadersToAdd(headers.responseAdd())
            .addAllResponseHeadersToRemove(headers.responseRemove());
    if (rule.redirect() != null) {
      Redirects.apply(result, rule.redirect(), context);
    } else if (rule.directResponse() != null) {
      result.setDirectResponse(Redirects.response(rule.directResponse()));
    } else {
      new RouteActions(context).apply(result, rule, headers.authority());
    }
    result.setDecorator(
        Decorator.newBuilder().setOperation(operation(result, object.name(), context.port())));
    if (rule.fault() != null) {
      result.putTypedPerFilterConfig(Faults.FILTER, Protos.any(Faults.of(rule.fault())));
    }
    if (rule.corsPolicy() != null) {
      result.putTypedPerFilterConfig(
          CorsPolicies.FILTER, Protos.any(CorsPolicies.of(rule.corsPolicy())));
    }
    return result.build();
  }

  /** What traces call the route: the destination's or the rule's name, with port and path. */
  private static String operation(Route.Builder route, String rule, int port) {
    RouteMatch match = route.getMatch();
    String path =
        match.hasPath()
            ? match.getPath()
            : match.hasSafeRegex() ? match.getSafeRegex().getRegex() : match.getPrefix() + "*";
    String[] cluster = route.getRoute().getCluster().split("\\|", -1);
    return cluster.length == 4 ? cluster[3] + ":" + cluster[1] + path : rule + ":" + port + path;
  }

  /** The route to a service that no VirtualService is for. */
  static Route toService(RouteContext context, String host, int port, String cluster) {
    RouteAction.Builder action = RouteAction.newBuilder().setCluster(cluster);
    RouteActions.applyTimeout(action, null);
    RetryPolicies.of(null, false).ifPresent(action::setRetryPolicy);
    HashPolicies.of(context.scope(), new Destination(host, new PortSelector(port), ""))
        .flatMap(HashPolicies::policy)
        .ifPresent(action::addHashPolicy);
    return Route.newBuilder()
        .setName("default")
        .setMatch(RouteMatches.ANY)
        .setDecorator(Decorator.newBuilder().setOperation(host + ":" + port + "/*"))
        .setRoute(action)
        .build();
  }
}
