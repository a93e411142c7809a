package dev.isthmus.translate.finding;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.isthmus.api.Reason;
import dev.isthmus.translate.OutputJson;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** A route that cannot be read takes what it matches, and nothing more, away from later routes. */
class UnreadableRoutesTest {
  private static final String LATER =
      "- {name: later, forwardTo: {destinations: [{ref: {name: api}, port: {number: 80}}]}}";

  private static Environment table(String spec) {
    return Environment.twoClusters()
        .add(
            "cluster1",
            """
            apiVersion: networking.gloo.solo.io/v2
            kind: RouteTable
            metadata: {name: api, namespace: back}
            spec:
              hosts: [api.back.svc.cluster.local]
            """
                + spec.indent(2));
  }

  /** {@code name match -> status} of the routes in one namespace; to a service without status. */
  private static List<String> routes(Environment environment) {
    List<String> routes = new ArrayList<>();
    environment.translate().outputs("cluster1").values().stream()
        .map(OutputJson::write)
        .filter(object ->
            object.path("kind").asText().equals("VirtualService")
                && object.at("/metadata/namespace").asText().equals("front"))
        .forEach(object -> object.at("/spec/http").forEach(http -> routes.add(route(http))));
    return routes;
  }

  private static String route(JsonNode http) {
    StringBuilder text = new StringBuilder(http.path("name").asText());
    http.path("match").forEach(match -> text.append(' ').append(match.at("/uri/prefix").asText()));
    JsonNode status = http.at("/directResponse/status");
    return status.isMissingNode() ? text.toString() : text + " -> " + status;
  }

  @Test
  void answers500ToWhatItsMatchersSay() {
    assertThat(
            routes(
                table(
                    """
                    http:
                    - {name: bad, matchers: [{uri: {prefix: /a}}], forwardTo: {destinations: 5}}
                    """
                        + LATER)))
        .containsExactly("bad-api /a -> 500", "later-api");
  }

  @Test
  void matchersThatCannotBeReadMatchNothing() {
    var environment =
        table(
            """
            http:
            - {name: some, matchers: [{uri: {prefix: /a}}, {uri: {prefix: /b}, port: x}], redirect: {pathRedirect: /c}}
            - {name: none, matchers: [{uri: {prefix: /b}, port: x}], directResponse: {status: 403}}
            - 5
            """
                + LATER);
    assertThat(routes(environment)).containsExactly("some-api /a", "later-api");
    assertThat(environment.findings(Reason.INVALID_VALUE))
        .extracting(finding -> finding.field() + " " + finding.why())
        .containsExactly(
            "http[1].matchers The route matches no request: those that it was for go to later routes, or get 404.",
            "http[2].matchers The route matches no request: those that it was for go to later routes, or get 404.");
  }

  @Test
  void whatWasDelegatedToItGoesToNoLaterRoute() {
    var environment =
        table(
                """
                http:
                - {name: parent, matchers: [{uri: {prefix: /a}}], delegate: {routeTables: [{labels: {child: 'yes'}}]}}
                """
                    + LATER)
            .add(
                "cluster1",
                """
                apiVersion: networking.gloo.solo.io/v2
                kind: RouteTable
                metadata: {name: child, namespace: back, labels: {child: 'yes'}}
                spec:
                  http:
                  - {name: bad, matchers: [{uri: {prefix: /b}, port: x}], directResponse: {status: 403}}
                  - {name: wrong, matchers: [{uri: {prefix: /c}}], directResponse: {status: x}}
                """);
    assertThat(routes(environment))
        .containsExactly("wrong-child /a/c -> 500", "parent-api /a -> 500", "later-api");
  }

  @Test
  void aTableThatFreezesIsNotWrittenWithAPartOfItsMatchers() {
    var environment =
        table(
            """
            failureMode: FREEZE_CONFIG
            http:
            - {name: some, matchers: [{uri: {prefix: /a}}, {port: x}], redirect: {pathRedirect: /c}}
            """
                + LATER);
    assertThat(routes(environment)).isEmpty();
  }

  @Test
  void oneFindingServesForTheCallersOfAllClusters() {
    var environment =
        table("http: [{forwardTo: {destinations: [{ref: {name: nosuch}, port: {number: 80}}]}}]");
    assertThat(environment.findings(Reason.DESTINATION_NOT_FOUND))
        .singleElement()
        .satisfies(finding ->
            assertThat(finding.what())
                .startsWith("There is no Service back/nosuch that the RouteTable's workspace"));
  }
}
