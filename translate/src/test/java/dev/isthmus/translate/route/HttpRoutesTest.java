package dev.isthmus.translate.route;

import static dev.isthmus.translate.route.Given.exact;
import static dev.isthmus.translate.route.Given.forward;
import static dev.isthmus.translate.route.Given.forwardTo;
import static dev.isthmus.translate.route.Given.prefix;
import static dev.isthmus.translate.route.Given.regex;
import static dev.isthmus.translate.route.Given.service;
import static dev.isthmus.translate.route.Given.sidecars;
import static dev.isthmus.translate.route.Given.table;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import dev.isthmus.api.Labels;
import dev.isthmus.api.Reason;
import dev.isthmus.api.gloo.networking.DirectResponse;
import dev.isthmus.api.gloo.networking.ForwardTo;
import dev.isthmus.api.gloo.networking.GraphQl;
import dev.isthmus.api.gloo.networking.HttpAction;
import dev.isthmus.api.gloo.networking.Redirect;
import dev.isthmus.api.gloo.networking.RedirectCode;
import dev.isthmus.api.gloo.networking.RegexPattern;
import dev.isthmus.api.gloo.networking.RegexRewrite;
import dev.isthmus.api.gloo.networking.RouteTable;
import dev.isthmus.api.gloo.selector.DestinationKind;
import dev.isthmus.api.gloo.selector.DestinationReference;
import dev.isthmus.api.gloo.selector.HeaderMatcher;
import dev.isthmus.api.gloo.selector.HttpMatcher;
import dev.isthmus.api.gloo.selector.ObjectReference;
import dev.isthmus.istio.HttpRoute;
import dev.isthmus.istio.IstioJson;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class HttpRoutesTest {
  private static final String ANSWERS_500 = "{directResponse: {status: 500}, name: r-t}";

  @Test
  void forwardsToOneDestinationWithoutAWeight() {
    assertRoute(
        forwardTo("a"),
        "{name: r-t, route: [{destination: {host: a.shop.svc.cluster.local, port: {number: 80}}}]}");
    assertRoute(
        forward(service("a", 100)),
        "{name: r-t, route: [{destination: {host: a.shop.svc.cluster.local, port: {number: 80}}}]}");
  }

  /** Lab 15, step 3. */
  @Test
  void weighsSeveralDestinations() {
    assertRoute(
        forward(service("a", 70), service("b", 0)),
        """
        {name: r-t, route: [
          {destination: {host: a.shop.svc.cluster.local, port: {number: 80}}, weight: 70},
          {destination: {host: b.shop.svc.cluster.local, port: {number: 80}}, weight: 30}]}
        """);
  }

  @Test
  void forwardsToTheDefaultDestination() {
    var table = table("t").hosts("x.com").otherwise(service("d", 0)).route("r", forward()).build();
    assertThat(json(translate(table, sidecars())))
        .isEqualTo(
            yaml(
                "{name: r-t, route: [{destination: {host: d.shop.svc.cluster.local, port: {number: 80}}}]}"));
  }

  @Test
  void answers500WithoutAnyDestination() {
    assertBroken(forward(), Reason.MISSING_FIELD, "http[0].forwardTo.destinations");
  }

  @Test
  void answers500WhenADestinationIsNotFound() {
    assertBroken(
        forward(service("a", 50), service("missing", 50)),
        Reason.DESTINATION_NOT_FOUND,
        "http[0].forwardTo.destinations[1]");
  }

  @Test
  void pointsAtTheDefaultDestinationWhenThatIsMissing() {
    var table =
        table("t").hosts("x.com").otherwise(service("missing", 0)).route("r", forward()).build();
    assertThat(translate(table, sidecars()).findings())
        .singleElement()
        .satisfies(finding -> assertThat(finding.field()).isEqualTo("defaultDestination"));
  }

  @Test
  void answers500WhenWeightsDoNotFit() {
    assertBroken(
        forward(service("a", 50), service("b", 60)),
        Reason.INVALID_WEIGHTS,
        "http[0].forwardTo.destinations");
  }

  @Test
  void answers500ForFunctionsAndForNoReference() {
    var lambda =
        new DestinationReference(
            null,
            JsonNodeFactory.instance.objectNode().put("function", "f"),
            DestinationKind.SERVICE,
            null,
            Labels.EMPTY,
            0);
    assertBroken(
        forward(lambda), Reason.ROUTE_NOT_EXPRESSIBLE, "http[0].forwardTo.destinations[0]");
    var nothing =
        new DestinationReference(null, null, DestinationKind.SERVICE, null, Labels.EMPTY, 0);
    assertBroken(forward(nothing), Reason.MISSING_FIELD, "http[0].forwardTo.destinations[0].ref");
    var cloud =
        new DestinationReference(
            new ObjectReference("c", "", ""),
            null,
            DestinationKind.CLOUD_PROVIDER,
            null,
            Labels.EMPTY,
            0);
    assertBroken(forward(cloud), Reason.ROUTE_NOT_EXPRESSIBLE, "http[0].forwardTo.destinations[0]");
  }

  @Test
  void rewritesPathAndHost() {
    assertRoute(
        rewriting("/b", null, "h.com", false),
        """
        {name: r-t, match: [{uri: {prefix: /a}}], rewrite: {authority: h.com, uri: /b},
         route: [{destination: {host: a.shop.svc.cluster.local, port: {number: 80}}}]}
        """,
        prefix("/a"));
    assertRoute(
        rewriting("", new RegexRewrite(new RegexPattern("/a/(.*)"), "/\\1"), "", false),
        """
        {name: r-t, rewrite: {uriRegexRewrite: {match: /a/(.*), rewrite: '/\\1'}},
         route: [{destination: {host: a.shop.svc.cluster.local, port: {number: 80}}}]}
        """);
  }

  @Test
  void doesNotReplaceWhatARegularExpressionMatches() {
    assertBroken(
        rewriting("/b", null, "", false),
        Reason.ROUTE_NOT_EXPRESSIBLE,
        "http[0].forwardTo.pathRewrite",
        regex("/a+"));
  }

  @Test
  void refusesABadRegexRewrite() {
    assertBroken(
        rewriting("", new RegexRewrite(new RegexPattern("("), "/x"), "", false),
        Reason.INVALID_VALUE,
        "http[0].forwardTo.regexRewrite.pattern.regex");
    assertBroken(
        rewriting("", new RegexRewrite(null, "/x"), "", false),
        Reason.INVALID_VALUE,
        "http[0].forwardTo.regexRewrite.pattern.regex");
    assertBroken(
        rewriting("", new RegexRewrite(new RegexPattern("a"), ""), "", false),
        Reason.ROUTE_NOT_EXPRESSIBLE,
        "http[0].forwardTo.regexRewrite.substitution");
  }

  @Test
  void forwardsWithoutAutoHostRewrite() {
    var translated = translate(one(rewriting("", null, "", true)), sidecars());
    assertThat(translated.broken()).isFalse();
    assertThat(translated.routes().getFirst().route()).hasSize(1);
    assertThat(translated.findings())
        .singleElement()
        .satisfies(finding -> assertThat(finding.reason()).isEqualTo(Reason.NOT_SUPPORTED_YET));
  }

  @ParameterizedTest
  @EnumSource
  void redirects(RedirectCode code) {
    var status =
        Map.of(
            RedirectCode.MOVED_PERMANENTLY, 301,
            RedirectCode.FOUND, 302,
            RedirectCode.SEE_OTHER, 303,
            RedirectCode.TEMPORARY_REDIRECT, 307,
            RedirectCode.PERMANENT_REDIRECT, 308);
    assertRoute(
        new Redirect("h.com", "/p", code),
        "{name: r-t, redirect: {authority: h.com, uri: /p, redirectCode: "
            + status.get(code)
            + "}}");
  }

  @Test
  void refusesARedirectToNowhere() {
    assertBroken(
        new Redirect("", "", RedirectCode.FOUND), Reason.MISSING_FIELD, "http[0].redirect");
  }

  @Test
  void answersDirectly() {
    assertRoute(new DirectResponse(418, ""), "{name: r-t, directResponse: {status: 418}}");
    assertRoute(
        new DirectResponse(200, "ok"),
        "{name: r-t, directResponse: {status: 200, body: {string: ok}}}");
  }

  @Test
  void refusesStatusesAndBodiesThatIstioRefuses() {
    assertBroken(
        new DirectResponse(199, ""), Reason.INVALID_VALUE, "http[0].directResponse.status");
    assertBroken(
        new DirectResponse(600, ""), Reason.INVALID_VALUE, "http[0].directResponse.status");
    assertBroken(
        new DirectResponse(200, "é".repeat(500_000)),
        Reason.INVALID_VALUE,
        "http[0].directResponse.body");
  }

  @Test
  void answers500ToGraphQlWithoutBeingBroken() {
    var translated = translate(one(new GraphQl(null, null, null)), sidecars());
    assertThat(json(translated)).isEqualTo(yaml(ANSWERS_500));
    assertThat(translated.broken()).isFalse();
    assertThat(translated.findings())
        .singleElement()
        .satisfies(finding -> assertThat(finding.reason()).isEqualTo(Reason.NOT_SUPPORTED_YET));
  }

  /** Lab 8: every match carries the gateway's selector. */
  @Test
  void matchesSourceLabels() {
    var gateway = new MatchScope.Gateway(List.of(), Labels.of("istio", "ingress"), new TreeMap<>());
    var table =
        table("t").hosts("x.com").route("r", forwardTo("a"), exact("/a"), prefix("/b")).build();
    assertThat(json(translate(table, Given.scope(gateway))))
        .isEqualTo(
            yaml(
                """
                {name: r-t,
                 match: [{sourceLabels: {istio: ingress}, uri: {exact: /a}},
                         {sourceLabels: {istio: ingress}, uri: {prefix: /b}}],
                 route: [{destination: {host: a.shop.svc.cluster.local, port: {number: 80}}}]}
                """));
  }

  /** Istio refuses a VirtualService for sidecars that asks for claims. */
  @Test
  void asksOnlyGatewaysForClaims() {
    var claim = Given.headers(new HeaderMatcher("@request.auth.claims.group", "a", false, true));
    var table =
        table("t")
            .hosts("x.com")
            .route("r", forwardTo("a"), claim, exact("/a"))
            .route("s", forwardTo("a"), claim)
            .build();
    var sidecars = translate(table, sidecars());
    assertThat(sidecars.routes()).extracting(HttpRoute::name).containsExactly("r-t");
    assertThat(sidecars.routes().getFirst().match()).hasSize(1);
    assertThat(sidecars.findings())
        .extracting(finding -> finding.reason() + " " + finding.field())
        .containsExactly(
            "RouteNotExpressible http[0].matchers", "RouteNotExpressible http[1].matchers");
    var gateway = new MatchScope.Gateway(List.of(), Labels.EMPTY, new TreeMap<>());
    assertThat(translate(table, Given.scope(gateway)).routes()).hasSize(2);
  }

  @Test
  void leavesOutARouteForAPortThatTheGatewayLacks() {
    var gateway = new MatchScope.Gateway(List.of(), Labels.EMPTY, new TreeMap<>(Map.of(80, 8080)));
    var table =
        table("t")
            .hosts("x.com")
            .route("r", forwardTo("a"), Given.port(81))
            .route("s", forwardTo("a"), Given.port(80))
            .build();
    var translated = translate(table, Given.scope(gateway));
    assertThat(translated.routes()).extracting(HttpRoute::name).containsExactly("s-t");
    assertThat(translated.findings())
        .singleElement()
        .satisfies(finding -> assertThat(finding.reason()).isEqualTo(Reason.NO_EFFECT));
  }

  @Test
  void narrowsSidecarsToThoseThatParentAndChildSelect() {
    var child =
        table("c")
            .labels("t", "c")
            .workloads(Given.workloads("env", "prod"), Given.workloads("team", "b"))
            .route("r", forwardTo("a"))
            .build();
    var root = table("t").hosts("x.com").route("d", Given.delegate("t", "c")).build();
    var flat = Delegation.flatten(root, Given.among(child));
    var translated =
        HttpRoutes.translate(flat.routes(), Map.of(), sidecars("team", "a"), Given.RESOLVER);
    assertThat(json(translated))
        .isEqualTo(
            yaml(
                """
                {name: r-c, match: [{sourceLabels: {team: a, env: prod}}],
                 route: [{destination: {host: a.shop.svc.cluster.local, port: {number: 80}}}]}
                """));
    var gateway = new MatchScope.Gateway(List.of(), Labels.of("istio", "x"), new TreeMap<>());
    assertThat(
            HttpRoutes.translate(flat.routes(), Map.of(), Given.scope(gateway), Given.RESOLVER)
                .routes()
                .getFirst()
                .match())
        .extracting(match -> match.sourceLabels())
        .containsExactly(Map.of("istio", "x"));
  }

  @Test
  void leavesOutAChildWhoseSelectorsContradict() {
    var child =
        table("c")
            .labels("t", "c")
            .workloads(Given.workloads("team", "b"))
            .route("r", forwardTo("a"))
            .build();
    var root = table("t").hosts("x.com").route("d", Given.delegate("t", "c")).build();
    var flat = Delegation.flatten(root, Given.among(child));
    var translated =
        HttpRoutes.translate(flat.routes(), Map.of(), sidecars("team", "a"), Given.RESOLVER);
    assertThat(translated.routes()).isEmpty();
    assertThat(translated.findings())
        .singleElement()
        .satisfies(finding -> {
          assertThat(finding.reason()).isEqualTo(Reason.DELEGATE_CONFLICT);
          assertThat(finding.field()).isEqualTo("workloadSelectors");
        });
  }

  private static ForwardTo rewriting(
      String path,
      @org.jspecify.annotations.Nullable RegexRewrite regex,
      String host,
      boolean auto) {
    return new ForwardTo(List.of(service("a", 0)), path, regex, host, auto);
  }

  private static RouteTable one(HttpAction action, HttpMatcher... matchers) {
    return table("t").hosts("x.com").route("r", action, matchers).build();
  }

  private static Translated<HttpRoute> translate(RouteTable table, ProxyScope scope) {
    var flat = Delegation.flatten(table, Given.among());
    assertThat(flat.findings()).isEmpty();
    return HttpRoutes.translate(flat.routes(), Map.of(), scope, Given.RESOLVER);
  }

  private static void assertRoute(HttpAction action, String expected, HttpMatcher... matchers) {
    var translated = translate(one(action, matchers), sidecars());
    assertThat(translated.findings()).isEmpty();
    assertThat(translated.broken()).isFalse();
    assertThat(json(translated)).isEqualTo(yaml(expected));
  }

  private static void assertBroken(
      HttpAction action, Reason reason, String field, HttpMatcher... matchers) {
    var translated = translate(one(action, matchers), sidecars());
    assertThat(translated.broken()).isTrue();
    assertThat(translated.routes())
        .singleElement()
        .satisfies(route ->
            assertThat(route.directResponse())
                .isEqualTo(new dev.isthmus.istio.HttpDirectResponse(null, 500)));
    assertThat(translated.routes().getFirst().route()).isEmpty();
    assertThat(translated.findings())
        .singleElement()
        .satisfies(finding -> {
          assertThat(finding.reason()).isEqualTo(reason);
          assertThat(finding.field()).isEqualTo(field);
        });
  }

  private static com.fasterxml.jackson.databind.JsonNode json(Translated<HttpRoute> translated) {
    assertThat(translated.routes()).hasSize(1);
    return reread(IstioJson.MAPPER.valueToTree(translated.routes().getFirst()));
  }

  /** Numbers as a reader of the text sees them. */
  private static com.fasterxml.jackson.databind.JsonNode reread(
      com.fasterxml.jackson.databind.JsonNode node) {
    try {
      return new ObjectMapper().readTree(node.toString());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static com.fasterxml.jackson.databind.JsonNode yaml(String flow) {
    try {
      return new com.fasterxml.jackson.dataformat.yaml.YAMLMapper().readTree(flow);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
