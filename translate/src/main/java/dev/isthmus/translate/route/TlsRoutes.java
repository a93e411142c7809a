package dev.isthmus.translate.route;

import dev.isthmus.api.Finding;
import dev.isthmus.api.gloo.networking.RouteTable;
import dev.isthmus.api.gloo.selector.TlsMatcher;
import dev.isthmus.istio.TlsMatchAttributes;
import dev.isthmus.istio.TlsMatchAttributesBuilder;
import dev.isthmus.istio.TlsRoute;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/**
 * A root table's TLS routes by server name, on sidecars and on listeners that pass TLS through (API
 * reference, 2.5). Istio wants server names, each of which a host of the VirtualService covers, and
 * refuses the whole object otherwise.
 */
public final class TlsRoutes {
  private final RouteTable table;
  private final List<HostPattern> hosts;
  private final Set<Finding> findings = new LinkedHashSet<>();

  private TlsRoutes(RouteTable table, List<HostPattern> hosts) {
    this.table = table;
    this.hosts = hosts;
  }

  /**
   * Translates a table's TLS routes.
   *
   * @param hosts the hosts of the VirtualService: the table's, without those that it may not have
   */
  public static Translated<TlsRoute> translate(
      RouteTable table, List<String> hosts, ProxyScope scope, DestinationResolver resolver) {
    return new TlsRoutes(table, hosts.stream().map(HostPattern::of).toList())
        .translate(scope, resolver);
  }

  private Translated<TlsRoute> translate(ProxyScope scope, DestinationResolver resolver) {
    var actions = new L4Actions(table, resolver, findings);
    var routes = new ArrayList<TlsRoute>();
    var broken = false;
    for (var i = 0; i < table.spec().tls().size(); i++) {
      var route = table.spec().tls().get(i);
      if (route.unreadable()) {
        broken = true;
        continue; // as its reader said
      }
      var place = new Place(table.ref(), "tls[" + i + "]");
      var match = match(route.matchers(), place, scope.scopes());
      var to = actions.of(route.forwardTo(), place.at("forwardTo"));
      broken |= to.isEmpty();
      if (to.isPresent() && !match.isEmpty()) {
        routes.add(new TlsRoute(match, to.get()));
      }
    }
    return new Translated<>(routes, findings.stream().sorted().toList(), broken);
  }

  /** A route without matchers takes all connections to the table's hosts. */
  private List<TlsMatchAttributes> match(
      List<TlsMatcher> matchers, Place place, List<MatchScope> scopes) {
    var result = new ArrayList<TlsMatchAttributes>();
    if (matchers.isEmpty()) {
      add(hosts.stream().map(HostPattern::toString).toList(), 0, scopes, result);
    }
    for (var i = 0; i < matchers.size(); i++) {
      var names = serverNames(matchers.get(i), place.at("matchers", i).at("sniHosts"));
      if (!names.isEmpty()) {
        add(names, matchers.get(i).port(), scopes, result);
      }
    }
    return result;
  }

  private List<String> serverNames(TlsMatcher matcher, Place place) {
    if (matcher.sniHosts().isEmpty()) {
      findings.add(RouteFindings.noServerNames(place));
    }
    var result = new ArrayList<String>();
    for (var name : matcher.sniHosts()) {
      var pattern = HostPattern.of(name);
      if (hosts.stream().anyMatch(host -> host.covers(pattern))) {
        result.add(name);
      } else {
        findings.add(RouteFindings.serverNameNotInHosts(place, name));
      }
    }
    return result;
  }

  private static void add(
      List<String> names, int port, List<MatchScope> scopes, List<TlsMatchAttributes> into) {
    for (var scope : scopes) {
      Matchers.port(port, scope)
          .ifPresent(known ->
              into.add(
                  TlsMatchAttributesBuilder.builder()
                      .sniHosts(names)
                      .port(known)
                      .gateways(scope.gateways())
                      .sourceLabels(scope.sourceLabels())
                      .build()));
    }
  }
}
