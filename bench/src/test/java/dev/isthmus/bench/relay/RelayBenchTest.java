package dev.isthmus.bench.relay;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Duration;
import org.junit.jupiter.api.Test;

/** The benchmark of the relay works; its figures are not judged. */
final class RelayBenchTest {
  @Test
  void aSmallFleetIsMeasured() throws Exception {
    ObjectNode report =
        RelayBench.measure(new RelayBench.Sizes(3, Duration.ofMillis(10), 4, 20_000, 200));

    for (String part : new String[] {"tls", "connect", "idle", "storm"}) {
      assertThat(report.path(part).path("ms").asDouble()).as(part).isPositive();
    }
    assertThat(report.path("order").path("runs").asInt()).isEqualTo(4);
    assertThat(report.path("tlsRoundTrip").path("runs").asInt()).isEqualTo(4);
    assertThat(report.path("heapBytesPerAgent").isNumber())
        .as("of so few agents garbage may be more than what they hold")
        .isTrue();
    assertThat(report.path("slowReader").path("inObjects").asInt())
        .as("each object once, not each of the 20,000 orders")
        .isLessThan(5_000);
  }
}
