package dev.isthmus.relay;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.Random;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

final class PaceTest {
  @Test
  void aBurstIsTakenAtOnceAndThenSoManyASecond() {
    AtomicLong nanos = new AtomicLong();
    Pace pace = new Pace(10, 3, nanos::get);

    assertThat(IntStream.range(0, 3).mapToLong(i -> pace.waitNanos())).allMatch(wait -> wait <= 0);
    assertThat(pace.waitNanos()).isEqualTo(Duration.ofMillis(100).toNanos());
    nanos.set(Duration.ofHours(1).toNanos());
    assertThat(IntStream.range(0, 3).mapToLong(i -> pace.waitNanos()))
        .as("silence earns a burst, not more")
        .allMatch(wait -> wait <= 0);
    assertThat(pace.waitNanos()).isPositive();
  }

  @Test
  void waitsDoubleToTheLongestAndDifferByChance() {
    Backoff backoff = new Backoff(Duration.ofMillis(500), Duration.ofSeconds(30), new Random(1));

    for (long full : new long[] {500, 1000, 2000, 4000, 8000, 16_000, 30_000, 30_000}) {
      assertThat(backoff.next().toMillis()).isBetween(full / 2 - 1, full);
    }
    assertThat(backoff.longest().toMillis()).isBetween(15_000L, 30_000L);
    backoff.reset();
    assertThat(backoff.next().toMillis()).isBetween(249L, 500L);
  }

  @Test
  void bothEndsTakeTheNewestProtocolThatBothSpeak() {
    assertThat(new Protocols(1, 3).common(new Protocols(2, 5))).hasValue(3);
    assertThat(new Protocols(2, 3).common(new Protocols(3, 4))).hasValue(3);
    assertThat(new Protocols(2, 3).common(new Protocols(1, 1))).isEmpty();
    assertThat(new Protocols(2, 3).common(new Protocols(4, 4))).isEmpty();
  }
}
