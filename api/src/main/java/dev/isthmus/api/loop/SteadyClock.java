package dev.isthmus.api.loop;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;

/**
 * A clock that never goes back. When the one behind it is set back, this one runs at half its speed
 * until both agree again: so who waits for a time waits twice as long at most, not until a wrong
 * time comes again. Not for several threads.
 */
public final class SteadyClock implements InstantSource {
  private final InstantSource clock;
  private Instant seen;
  private Instant told;

  /** Agrees with this clock now. */
  public SteadyClock(InstantSource clock) {
    this.clock = clock;
    this.seen = clock.instant();
    this.told = seen;
  }

  @Override
  public Instant instant() {
    Instant now = clock.instant();
    Duration passed = Duration.between(seen, now);
    Instant least = passed.isNegative() ? told : told.plus(passed.dividedBy(2));
    seen = now;
    told = now.isAfter(least) ? now : least;
    return told;
  }
}
