package dev.isthmus.bench.agent;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.ObjectNode;
import org.junit.jupiter.api.Test;

/** The benchmark of the agent works; its figures are not judged. */
final class AgentBenchTest {
  @Test
  void aSmallClusterIsMeasured() throws Exception {
    ObjectNode report = AgentBench.measure(400, 3);

    assertThat(report.path("events").asInt()).isEqualTo(12);
    for (String part :
        new String[] {"parse", "firstList", "secondList", "parseUpdate", "rollingUpdate"}) {
      assertThat(report.path(part).path("runs").asInt()).as(part).isEqualTo(3);
      assertThat(report.path(part).path("p50Ms").asDouble()).as(part).isPositive();
    }
  }
}
