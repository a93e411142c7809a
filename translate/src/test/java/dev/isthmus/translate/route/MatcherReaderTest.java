package dev.isthmus.translate.route;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;

import dev.isthmus.api.Finding;
import dev.isthmus.api.Labels;
import dev.isthmus.api.Reason;
import dev.isthmus.api.gloo.selector.HeaderMatcher;
import dev.isthmus.api.gloo.selector.HttpMatcher;
import dev.isthmus.api.gloo.selector.QueryParameterMatcher;
import dev.isthmus.api.gloo.selector.StringMatch;
import dev.isthmus.istio.HttpMatchRequest;
import dev.isthmus.istio.HttpMatchRequestBuilder;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

/** From a user's matcher to Istio's match. */
class MatcherReaderTest {
  private static final MatchScope ALL = new MatchScope.Sidecars(List.of(), Labels.EMPTY);

  private final List<Finding> findings = new ArrayList<>();

  @Test
  void writesEveryCondition() {
    var matcher =
        new HttpMatcher(
            "",
            new StringMatch("", "/a", "", "", true),
            List.of(
                new HeaderMatcher("X-Any", "", false, false),
                new HeaderMatcher("x-exact", "v", false, false),
                new HeaderMatcher("x-regex", "v[0-9]", true, false),
                new HeaderMatcher("x-none", "", false, true),
                new HeaderMatcher("x-not", "v", false, true),
                new HeaderMatcher("x-unlike", "v[0-9]", true, true)),
            List.of(
                new QueryParameterMatcher("Any", "", false),
                new QueryParameterMatcher("exact", "1", false),
                new QueryParameterMatcher("regex", "[0-9]", true)),
            "GET",
            8080);
    var expected =
        HttpMatchRequestBuilder.builder()
            .uri(istioPrefix("/a"))
            .ignoreUriCase(true)
            .headers(
                Map.of(
                    "x-any", dev.isthmus.istio.StringMatch.present(),
                    "x-exact", dev.isthmus.istio.StringMatch.exact("v"),
                    "x-regex", dev.isthmus.istio.StringMatch.regex("v[0-9]")))
            .withoutHeaders(
                Map.of(
                    "x-none", dev.isthmus.istio.StringMatch.present(),
                    "x-not", dev.isthmus.istio.StringMatch.exact("v"),
                    "x-unlike", dev.isthmus.istio.StringMatch.regex("v[0-9]")))
            .queryParams(
                Map.of(
                    "Any", dev.isthmus.istio.StringMatch.regex(".*"),
                    "exact", dev.isthmus.istio.StringMatch.exact("1"),
                    "regex", dev.isthmus.istio.StringMatch.regex("[0-9]")))
            .method(dev.isthmus.istio.StringMatch.exact("GET"))
            .port(8080)
            .build();

    assertThat(translate(matcher, ALL)).contains(List.of(expected));
    assertThat(findings).isEmpty();
  }

  @Test
  void keepsTheCaseOfAClaim() {
    var match =
        read(Given.headers(new HeaderMatcher("@request.auth.claims.Group", "A", false, false)));
    assertThat(match)
        .singleElement()
        .satisfies(m -> assertThat(m.headers()).containsKey("@request.auth.claims.Group"));
  }

  @Test
  void repeatsMatchesForEveryScope() {
    var match =
        Matchers.of(
            read(Given.exact("/a"), Given.exact("/b")),
            List.of(
                new MatchScope.Gateway(
                    List.of("gw"), Labels.of("istio", "ingress"), new TreeMap<>()),
                new MatchScope.Sidecars(List.of("mesh"), Labels.of("app", "x"))));
    assertThat(match.orElseThrow())
        .extracting(
            m -> m.gateways() + " " + m.sourceLabels() + " " + requireNonNull(m.uri()).exact())
        .containsExactly(
            "[gw] {istio=ingress} /a",
            "[gw] {istio=ingress} /b",
            "[mesh] {app=x} /a",
            "[mesh] {app=x} /b");
  }

  @Test
  void hasNoMatchForEveryRequestOfEverySidecar() {
    assertThat(Matchers.of(List.of(), List.of(ALL))).contains(List.of());
    assertThat(
            Matchers.of(
                List.of(RequestMatch.ANY),
                List.of(ALL, new MatchScope.Sidecars(List.of(), Labels.of("app", "x")))))
        .contains(List.of());
  }

  @Test
  void matchesEveryRequestOfSomeSidecarsByTheirLabels() {
    assertThat(
            Matchers.of(
                List.of(), List.of(new MatchScope.Sidecars(List.of(), Labels.of("app", "x")))))
        .contains(
            List.of(HttpMatchRequestBuilder.builder().sourceLabels(Map.of("app", "x")).build()));
  }

  @Test
  void namesThePortOfAGatewaysServer() {
    var gateway = new MatchScope.Gateway(List.of(), Labels.EMPTY, new TreeMap<>(Map.of(80, 8080)));
    assertThat(translate(Given.port(80), gateway).orElseThrow())
        .extracting(HttpMatchRequest::port)
        .containsExactly(8080);
    assertThat(translate(Given.port(8080), gateway).orElseThrow())
        .extracting(HttpMatchRequest::port)
        .containsExactly(8080);
    assertThat(translate(Given.port(81), gateway)).isEmpty();
    assertThat(translate(Given.port(80), ALL).orElseThrow())
        .extracting(HttpMatchRequest::port)
        .containsExactly(80);
  }

  @Test
  void leavesOutAMatcherWithABadMember() {
    assertThat(read(Given.regex("/a("), Given.exact("/b"))).hasSize(1);
    assertFinding(Reason.INVALID_VALUE, "http[0].matchers[0].uri.regex");
  }

  @Test
  void refusesLookAround() {
    assertThat(read(Given.headers(new HeaderMatcher("x", "(?=a)", true, false)))).isEmpty();
    assertFinding(Reason.INVALID_VALUE, "http[0].matchers[0].headers[0].value");
  }

  @Test
  void refusesAnExpressionThatIsTooLong() {
    assertThat(read(Given.query(new QueryParameterMatcher("q", "a".repeat(1025), true)))).isEmpty();
    assertFinding(Reason.INVALID_VALUE, "http[0].matchers[0].queryParameters[0].value");
    findings.clear();
    assertThat(read(Given.query(new QueryParameterMatcher("q", "a".repeat(1024), true))))
        .hasSize(1);
    assertThat(findings).isEmpty();
  }

  @Test
  void refusesAHeaderTwice() {
    assertThat(
            read(
                Given.headers(
                    new HeaderMatcher("x", "a", false, false),
                    new HeaderMatcher("X", "b", false, false))))
        .isEmpty();
    assertFinding(Reason.ROUTE_NOT_EXPRESSIBLE, "http[0].matchers[0].headers[1].name");
  }

  @Test
  void takesAHeaderThatMustBeAndMustNotBe() {
    assertThat(
            read(
                Given.headers(
                    new HeaderMatcher("x", "a.*", true, false),
                    new HeaderMatcher("x", "ab", false, true))))
        .hasSize(1);
    assertThat(findings).isEmpty();
  }

  @Test
  void refusesASuffix() {
    assertThat(read(Given.uri(new StringMatch("", "", "", ".png", false)))).isEmpty();
    assertFinding(Reason.ROUTE_NOT_EXPRESSIBLE, "http[0].matchers[0].uri.suffix");
  }

  @Test
  void warnsOfIgnoreCaseBesideARegularExpression() {
    assertThat(read(Given.uri(new StringMatch("", "", "/a", "", true)))).hasSize(1);
    assertFinding(Reason.NO_EFFECT, "http[0].matchers[0].uri.ignoreCase");
  }

  private void assertFinding(Reason reason, String field) {
    assertThat(findings)
        .singleElement()
        .satisfies(finding -> {
          assertThat(finding.reason()).isEqualTo(reason);
          assertThat(finding.field()).isEqualTo(field);
        });
  }

  private Optional<List<HttpMatchRequest>> translate(HttpMatcher matcher, MatchScope scope) {
    return Matchers.of(read(matcher), List.of(scope));
  }

  private List<RequestMatch> read(HttpMatcher... matchers) {
    var table = Given.table("t").build();
    return MatcherReader.read(List.of(matchers), new Place(table.ref(), "http[0]"), findings);
  }

  private static dev.isthmus.istio.StringMatch istioPrefix(String path) {
    return dev.isthmus.istio.StringMatch.prefix(path);
  }
}
