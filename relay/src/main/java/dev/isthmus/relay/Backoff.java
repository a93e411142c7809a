package dev.isthmus.relay;

import java.time.Duration;
import java.util.random.RandomGenerator;

/** How long to wait before the next attempt. Not thread-safe. */
public final class Backoff {
  /** The waits of the product. */
  public static final Duration FIRST = Duration.ofMillis(500);

  /** The longest wait of the product. */
  public static final Duration LONGEST = Duration.ofSeconds(30);

  private final Duration first;
  private final Duration longest;
  private final RandomGenerator random;
  private int failures;

  /**
   * Doubles from the first wait to the longest; each is shortened by up to its half by chance.
   *
   * @param random decides the share
   */
  public Backoff(Duration first, Duration longest, RandomGenerator random) {
    this.first = first;
    this.longest = longest;
    this.random = random;
  }

  /** The wait after one more failure. */
  public Duration next() {
    Duration full = first.multipliedBy(1L << Math.min(failures, 30));
    failures++;
    return share(full.compareTo(longest) < 0 ? full : longest);
  }

  /** The wait of somebody who is not wanted. */
  public Duration longest() {
    return share(longest);
  }

  /** It has worked: the next failure is the first. */
  public void reset() {
    failures = 0;
  }

  private Duration share(Duration full) {
    return Duration.ofNanos((long) (full.toNanos() * (0.5 + random.nextDouble() / 2)));
  }
}
