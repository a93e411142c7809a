package dev.isthmus.cli.live;

import dev.isthmus.identity.Credential;
import dev.isthmus.identity.EnrolmentState;
import dev.isthmus.identity.EnrolmentStore;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.MultiGauge;
import io.micrometer.core.instrument.Tags;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.Supplier;

/** How old certificates are, and how long they are good. */
final class Certificates {
  private Certificates() {}

  /** An agent's own. */
  static void ofAgent(MeterRegistry registry, Supplier<Credential> present, InstantSource clock) {
    Gauge.builder(
            "isthmus.certificate.age",
            () -> seconds(present.get().certificate().getNotBefore().toInstant(), clock.instant()))
        .description("Age of this agent's certificate.")
        .baseUnit("seconds")
        .register(registry);
    Gauge.builder(
            "isthmus.certificate.remaining",
            () -> seconds(clock.instant(), present.get().certificate().getNotAfter().toInstant()))
        .description("How long this agent's certificate is good.")
        .baseUnit("seconds")
        .register(registry);
  }

  /**
   * Those that a server has issued.
   *
   * @return shows how it is now
   */
  static Runnable ofServer(MeterRegistry registry, EnrolmentStore store, InstantSource clock) {
    MultiGauge gauge =
        MultiGauge.builder("isthmus.agent.certificate.remaining")
            .description("How long the newest certificate of each cluster's agent is good.")
            .baseUnit("seconds")
            .register(registry);
    return () -> {
      SortedMap<String, Instant> until = new TreeMap<>();
      for (EnrolmentState.Issued one : store.recent().issued().values()) {
        until.merge(one.cluster(), one.until(), (a, b) -> a.isAfter(b) ? a : b);
      }
      List<MultiGauge.Row<?>> rows = new ArrayList<>();
      until.forEach((cluster, end) ->
          rows.add(MultiGauge.Row.of(Tags.of("cluster", cluster), seconds(clock.instant(), end))));
      gauge.register(rows, true);
    };
  }

  private static double seconds(Instant from, Instant to) {
    return Duration.between(from, to).toMillis() / 1000.0;
  }
}
