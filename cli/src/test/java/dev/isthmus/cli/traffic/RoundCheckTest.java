package dev.isthmus.cli.traffic;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.MissingNode;
import dev.isthmus.lab.LabRequest;
import dev.isthmus.lab.RequestExpectation;
import dev.isthmus.traffic.request.Visit;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

final class RoundCheckTest {
  private static final LabRequest REQUEST =
      new LabRequest("reviews", "productpage -> reviews", "cluster1", "productpage", "", null, 2);
  private static final Round.Gateway GATEWAY = new Round.Gateway("gw", "cluster2", "127.6.0.6:1");

  @Test
  void whoAnswersMustBeExactlyThose() {
    Round round = round(Set.of(), answered("v1", 10), answered("v2", 10));

    assertThat(RoundCheck.differences(round, expected(List.of("c reviews v1", "c reviews v2"))))
        .isEmpty();
    assertThat(RoundCheck.differences(round, expected(List.of("c reviews v1"))))
        .containsExactly("answered by: c reviews v1 -> c reviews v1, c reviews v2");
    assertThat(
            RoundCheck.differences(
                round(Set.of(), answered("v1", 10)),
                expected(List.of("c reviews v1", "c reviews v2"))))
        .hasSize(1);
  }

  @Test
  void oneFailedRequestIsADifference() {
    Round round = round(Set.of(), answered("v1", 10), failed(503, "no healthy upstream"));

    assertThat(RoundCheck.differences(round, expected(List.of("c reviews v1"))))
        .containsExactly("answered by: c reviews v1 -> c reviews v1, status 503");
  }

  @Test
  void anAnswerByAGatewayThatIsNotExpectedIsADifference() {
    Round round = round(Set.of(GATEWAY), answered("v1", 10));

    assertThat(RoundCheck.differences(round, expected(List.of("c reviews v1"))))
        .containsExactly("through: none -> gw");
  }

  @Test
  void identitiesStatusAndTimesAreCompared() {
    assertThat(
            RoundCheck.differences(
                round(Set.of(), answered("v1", 10)),
                new RequestExpectation(
                    "reviews", null, List.of("c reviews v1"), null, "other", "id", 2.0, 3.0)))
        .containsExactly(
            "the caller's identity: other -> caller", "slowest: at least 2.0 s -> 0.01 s");
    assertThat(
            RoundCheck.differences(
                round(Set.of(), failed(504, "upstream request timeout")),
                new RequestExpectation("reviews", 504, List.of(), null, null, null, null, null)))
        .isEmpty();
    assertThat(
            RoundCheck.differences(
                round(Set.of(), failed(0, "connection refused")),
                new RequestExpectation("reviews", 404, List.of(), null, null, null, null, 0.001)))
        .containsExactly("status: 404 -> 0", "slowest: at most 0.001 s -> 0.01 s");
  }

  private static RequestExpectation expected(List<String> answers) {
    return new RequestExpectation("reviews", null, answers, null, null, null, null, null);
  }

  private static Round round(Set<Round.Gateway> through, Visit... visits) {
    return new Round(REQUEST, List.of(visits), new TreeSet<>(through));
  }

  private static Visit answered(String version, long millis) {
    JsonNode answer =
        JsonNodeFactory.instance
            .objectNode()
            .put("cluster", "c")
            .put("app", "reviews")
            .put("version", version)
            .put("caller", "caller")
            .put("identity", "id");
    return visit(200, answer, "", millis);
  }

  private static Visit failed(int status, String error) {
    return visit(status, null, error, 10);
  }

  private static Visit visit(int status, @Nullable JsonNode answer, String error, long millis) {
    return new Visit(
        0, millis * 1_000_000, status, answer == null ? MissingNode.getInstance() : answer, error);
  }
}
