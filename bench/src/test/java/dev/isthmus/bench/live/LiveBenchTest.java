package dev.isthmus.bench.live;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** The benchmark of the server's core works; its figures are not judged. */
final class LiveBenchTest {
  @Test
  void aSmallMeshIsMeasured() throws Exception {
    ObjectNode report = LiveBench.measure(20, 2, Set.of(), 3);

    assertThat(report.path("objects").asInt()).isPositive();
    // The difference of two heaps of a small mesh: it may come out as nothing or less.
    assertThat(report.path("heap").path("reports").isNumber()).isTrue();
    assertThat(report.path("away").path("waiting").asInt()).isPositive();
    JsonNode edits = report.path("edits");
    assertThat(edits.path("podClass").path("objects").asInt()).isZero();
    for (String edit : new String[] {"newServiceAccount", "routeTable"}) {
      assertThat(edits.path(edit).path("runs").asInt()).isEqualTo(3);
      assertThat(edits.path(edit).path("objects").asInt()).as(edit).isPositive();
      assertThat(edits.path(edit).path("untilApplied").path("applied").path("runs").asInt())
          .as("each order of " + edit + " was acknowledged")
          .isPositive();
    }
  }
}
