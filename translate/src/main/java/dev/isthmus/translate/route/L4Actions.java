package dev.isthmus.translate.route;

import dev.isthmus.api.Finding;
import dev.isthmus.api.gloo.networking.ForwardTo;
import dev.isthmus.api.gloo.networking.RouteTable;
import dev.isthmus.api.gloo.selector.DestinationKind;
import dev.isthmus.istio.RouteDestination;
import java.util.Collection;
import java.util.List;
import java.util.Optional;

/** Where connections are forwarded to. They cannot be answered: a broken route is left out. */
final class L4Actions {
  private static final String LEFT_OUT = "The route is left out.";

  private final RouteTable table;
  private final DestinationResolver resolver;
  private final Collection<Finding> findings;

  L4Actions(RouteTable table, DestinationResolver resolver, Collection<Finding> findings) {
    this.table = table;
    this.resolver = resolver;
    this.findings = findings;
  }

  /** The destinations, or nothing for a route that is broken. */
  Optional<List<RouteDestination>> of(ForwardTo forwardTo, Place place) {
    var rewrites =
        !forwardTo.pathRewrite().isEmpty()
            || forwardTo.regexRewrite() != null
            || !forwardTo.hostRewrite().isEmpty()
            || forwardTo.autoHostRewrite();
    if (rewrites) {
      findings.add(RouteFindings.httpRewrite(place));
    }
    return new Destinations(resolver, findings, LEFT_OUT)
        .of(table, forwardTo, place)
        .map(destinations ->
            destinations.stream()
                .map(each -> new RouteDestination(each.destination(), each.weight()))
                .toList());
  }

  /**
   * Whether all destinations are Services or VirtualDestinations, which is all that TCP routes may
   * lead to.
   */
  boolean leadsToServices(ForwardTo forwardTo, Place place) {
    var all =
        Destinations.references(table, forwardTo).stream()
            .noneMatch(destination -> destination.kind() == DestinationKind.EXTERNAL_SERVICE);
    if (!all) {
      findings.add(RouteFindings.servicesOnly(place.at("destinations"), LEFT_OUT));
    }
    return all;
  }
}
