package dev.isthmus.api.loop;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import org.junit.jupiter.api.Test;

final class SteadyClockTest {
  private static final Instant START = Instant.parse("2026-01-01T00:00:00Z");

  private Instant wall = START;
  private final SteadyClock clock = new SteadyClock(() -> wall);

  private Instant after(long seconds) {
    wall = wall.plusSeconds(seconds);
    return clock.instant();
  }

  @Test
  void itTellsTheTimeAndGoesAheadWithIt() {
    assertThat(clock.instant()).isEqualTo(START);
    assertThat(after(5)).isEqualTo(START.plusSeconds(5));
    assertThat(after(3600)).isEqualTo(START.plusSeconds(3605));
  }

  @Test
  void setBackItRunsAtHalfItsSpeedUntilBothAgree() {
    after(100);
    assertThat(after(-60)).isEqualTo(START.plusSeconds(100));
    assertThat(after(10)).isEqualTo(START.plusSeconds(105));
    assertThat(after(50)).isEqualTo(START.plusSeconds(130));
    assertThat(after(60)).isEqualTo(START.plusSeconds(160)).isEqualTo(wall);
    assertThat(after(1)).isEqualTo(START.plusSeconds(161));
  }

  @Test
  void whoWaitsDoesNotWaitForTheWrongTime() {
    after(7200);
    Instant wanted = clock.instant().plusSeconds(60);
    after(-7200);
    assertThat(after(60)).isBefore(wanted);
    assertThat(after(60)).isEqualTo(wanted);
  }
}
