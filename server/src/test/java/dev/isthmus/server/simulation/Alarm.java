package dev.isthmus.server.simulation;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The alarm of a core's shell, as {@link dev.isthmus.api.loop.EventLoop} has it: of several times
 * the earliest counts, and the core asks anew at each event. Its times are those of the core's
 * clock, which may be wrong.
 */
final class Alarm {
  private final Scheduler scheduler;
  private final String whose;
  private final Runnable ring;
  private Duration skew = Duration.ZERO;
  private @Nullable Instant time;
  private int number;

  Alarm(Scheduler scheduler, String whose, Runnable ring) {
    this.scheduler = scheduler;
    this.whose = whose;
    this.ring = ring;
  }

  void at(Instant wanted) {
    if (time == null || wanted.isBefore(time)) {
      time = wanted;
      schedule(wanted);
    }
  }

  /** The core's clock is ahead of the true time by this from now on. */
  void skew(Duration ahead) {
    skew = ahead;
    if (time != null) {
      schedule(time);
    }
  }

  private void schedule(Instant wanted) {
    int mine = ++number;
    scheduler.at(
        wanted.minus(skew),
        List.of(whose, "wakes"),
        () -> {
          if (mine == number) {
            time = null;
            ring.run();
          }
        });
  }
}
