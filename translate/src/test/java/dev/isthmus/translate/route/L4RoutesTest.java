package dev.isthmus.translate.route;

import static dev.isthmus.translate.route.Given.forward;
import static dev.isthmus.translate.route.Given.forwardTo;
import static dev.isthmus.translate.route.Given.service;
import static dev.isthmus.translate.route.Given.sidecars;
import static dev.isthmus.translate.route.Given.table;
import static org.assertj.core.api.Assertions.assertThat;

import dev.isthmus.api.Finding;
import dev.isthmus.api.Labels;
import dev.isthmus.api.Reason;
import dev.isthmus.api.gloo.networking.ForwardTo;
import dev.isthmus.api.gloo.networking.TcpRoute;
import dev.isthmus.api.gloo.networking.TlsRoute;
import dev.isthmus.api.gloo.selector.DestinationKind;
import dev.isthmus.api.gloo.selector.DestinationReference;
import dev.isthmus.api.gloo.selector.ObjectReference;
import dev.isthmus.api.gloo.selector.TcpMatcher;
import dev.isthmus.api.gloo.selector.TlsMatcher;
import dev.isthmus.istio.L4MatchAttributesBuilder;
import dev.isthmus.istio.RouteDestination;
import dev.isthmus.istio.TlsMatchAttributesBuilder;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

/** TCP and TLS routes. */
class L4RoutesTest {
  private static final MatchScope GATEWAY =
      new MatchScope.Gateway(
          List.of(), Labels.of("istio", "ingress"), new TreeMap<>(Map.of(443, 8443)));

  @Test
  void writesTcpRoutes() {
    var translated =
        tcp(
            sidecars("app", "x"),
            new TcpRoute(List.of(new TcpMatcher(3306), new TcpMatcher(0)), forwardTo("db")));
    assertThat(translated.findings()).isEmpty();
    assertThat(translated.routes())
        .singleElement()
        .satisfies(route -> {
          assertThat(route.match())
              .containsExactly(
                  L4MatchAttributesBuilder.builder()
                      .port(3306)
                      .sourceLabels(Map.of("app", "x"))
                      .build(),
                  L4MatchAttributesBuilder.builder().sourceLabels(Map.of("app", "x")).build());
          assertThat(hosts(route.route())).containsExactly("db.shop.svc.cluster.local 0");
        });
  }

  @Test
  void hasNoMatchForEveryConnection() {
    var translated =
        tcp(sidecars(), new TcpRoute(List.of(), forward(service("a", 20), service("b", 0))));
    assertThat(translated.routes().getFirst().match()).isEmpty();
    assertThat(hosts(translated.routes().getFirst().route()))
        .containsExactly("a.shop.svc.cluster.local 20", "b.shop.svc.cluster.local 80");
  }

  @Test
  void leavesTcpRoutesOutOnGateways() {
    var route = new TcpRoute(List.of(new TcpMatcher(3306)), forwardTo("db"));
    var gatewayOnly = tcp(Given.scope(GATEWAY), route);
    assertThat(gatewayOnly.routes()).isEmpty();
    assertThat(gatewayOnly.broken()).isFalse();
    assertThat(reasons(gatewayOnly)).containsExactly(Reason.NO_EFFECT);
    var both =
        tcp(Given.scope(GATEWAY, new MatchScope.Sidecars(List.of("mesh"), Labels.EMPTY)), route);
    assertThat(both.routes().getFirst().match())
        .containsExactly(
            L4MatchAttributesBuilder.builder().port(3306).gateways(List.of("mesh")).build());
  }

  /** A connection cannot be answered 500. */
  @Test
  void leavesOutBrokenTcpRoutes() {
    var external =
        new DestinationReference(
            new ObjectReference("e", "", ""),
            null,
            DestinationKind.EXTERNAL_SERVICE,
            null,
            Labels.EMPTY,
            0);
    var translated =
        tcp(
            sidecars(),
            new TcpRoute(List.of(), forward(external)),
            new TcpRoute(List.of(), forwardTo("missing")),
            new TcpRoute(List.of(), forward()),
            new TcpRoute(List.of(), forwardTo("ok")));
    assertThat(translated.routes()).hasSize(1);
    assertThat(translated.broken()).isTrue();
    assertThat(reasons(translated))
        .containsExactlyInAnyOrder(
            Reason.ROUTE_NOT_EXPRESSIBLE, Reason.DESTINATION_NOT_FOUND, Reason.MISSING_FIELD);
  }

  @Test
  void ignoresRewritesOfConnections() {
    var translated =
        tcp(
            sidecars(),
            new TcpRoute(
                List.of(), new ForwardTo(List.of(service("a", 0)), "/x", null, "", false)));
    assertThat(translated.routes()).hasSize(1);
    assertThat(reasons(translated)).containsExactly(Reason.NO_EFFECT);
  }

  @Test
  void writesTlsRoutes() {
    var translated =
        tls(
            Given.scope(GATEWAY),
            new TlsRoute(
                List.of(new TlsMatcher(List.of("a.x.com", "*.b.x.com"), 443)), forwardTo("s")));
    assertThat(translated.findings()).isEmpty();
    assertThat(translated.routes())
        .singleElement()
        .satisfies(route -> {
          assertThat(route.match())
              .containsExactly(
                  TlsMatchAttributesBuilder.builder()
                      .sniHosts(List.of("a.x.com", "*.b.x.com"))
                      .port(8443)
                      .sourceLabels(Map.of("istio", "ingress"))
                      .build());
          assertThat(hosts(route.route())).containsExactly("s.shop.svc.cluster.local 0");
        });
  }

  @Test
  void takesAllHostsWithoutAMatcher() {
    var translated = tls(sidecars(), new TlsRoute(List.of(), forwardTo("s")));
    assertThat(translated.routes().getFirst().match())
        .containsExactly(TlsMatchAttributesBuilder.builder().sniHosts(List.of("*.x.com")).build());
  }

  /** Istio refuses a VirtualService with a server name that none of its hosts covers. */
  @Test
  void leavesOutServerNamesOfOtherHosts() {
    var translated =
        tls(
            sidecars(),
            new TlsRoute(List.of(new TlsMatcher(List.of("a.x.com", "a.y.com"), 0)), forwardTo("s")),
            new TlsRoute(List.of(new TlsMatcher(List.of("y.com"), 0)), forwardTo("s")),
            new TlsRoute(List.of(new TlsMatcher(List.of(), 0)), forwardTo("s")),
            new TlsRoute(List.of(new TlsMatcher(List.of("b.x.com"), 0)), forwardTo("missing")));
    assertThat(translated.routes())
        .singleElement()
        .satisfies(route ->
            assertThat(route.match())
                .containsExactly(
                    TlsMatchAttributesBuilder.builder().sniHosts(List.of("a.x.com")).build()));
    assertThat(translated.broken()).isTrue();
    assertThat(reasons(translated))
        .containsExactlyInAnyOrder(
            Reason.INVALID_VALUE,
            Reason.INVALID_VALUE,
            Reason.MISSING_FIELD,
            Reason.DESTINATION_NOT_FOUND);
  }

  private static List<String> hosts(List<RouteDestination> destinations) {
    return destinations.stream()
        .map(each ->
            java.util.Objects.requireNonNull(each.destination()).host() + " " + each.weight())
        .toList();
  }

  private static List<Reason> reasons(Translated<?> translated) {
    return translated.findings().stream().map(Finding::reason).toList();
  }

  private static Translated<dev.isthmus.istio.TcpRoute> tcp(ProxyScope scope, TcpRoute... routes) {
    var table = table("t").hosts("x.com");
    List.of(routes).forEach(table::tcp);
    return TcpRoutes.translate(table.build(), scope, Given.RESOLVER);
  }

  private static Translated<dev.isthmus.istio.TlsRoute> tls(ProxyScope scope, TlsRoute... routes) {
    var table = table("t").hosts("*.x.com");
    List.of(routes).forEach(table::tls);
    return TlsRoutes.translate(table.build(), List.of("*.x.com"), scope, Given.RESOLVER);
  }
}
