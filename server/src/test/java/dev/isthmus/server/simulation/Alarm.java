package dev.isthmus.server.simulation;

import dev.isthmus.api.loop.SteadyClock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The clock and the alarm of a core's shell, as {@link dev.isthmus.api.loop.EventLoop} has them: of
 * several times the earliest counts, and the core asks anew at each event. The clock may be wrong,
 * and set.
 */
final class Alarm {
  private final Scheduler scheduler;
  private final String whose;
  private final Runnable ring;
  private final SteadyClock clock;
  private Duration skew = Duration.ZERO;
  private @Nullable Instant time;
  private int number;

  Alarm(Scheduler scheduler, String whose, Runnable ring) {
    this.scheduler = scheduler;
    this.whose = whose;
    this.ring = ring;
    this.clock = new SteadyClock(() -> scheduler.now().plus(skew));
  }

  /** What the clock tells. */
  Instant now() {
    return clock.instant();
  }

  void at(Instant wanted) {
    if (time == null || wanted.isBefore(time)) {
      time = wanted;
      schedule(wanted);
    }
  }

  /** The clock is ahead of the true time by this from now on. */
  void skew(Duration ahead) {
    skew = ahead;
    if (time != null) {
      schedule(time);
    }
  }

  private void schedule(Instant wanted) {
    int mine = ++number;
    Duration left = Duration.between(now(), wanted);
    scheduler.at(
        scheduler.in(left.isNegative() ? Duration.ZERO : left.plusMillis(1)),
        List.of(whose, "wakes"),
        () -> {
          if (mine == number) {
            if (now().isBefore(wanted)) {
              schedule(wanted); // the clock was set back
            } else {
              time = null;
              ring.run();
            }
          }
        });
  }
}
