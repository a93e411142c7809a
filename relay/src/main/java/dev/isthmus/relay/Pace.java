package dev.isthmus.relay;

import java.time.Duration;
import java.util.function.LongSupplier;

/** How fast messages are taken: so many at once, so many a second after that. Not thread-safe. */
final class Pace {
  private final long each;
  private final long ahead;
  private final LongSupplier nanos;
  private long next;

  Pace(int perSecond, int burst, LongSupplier nanos) {
    each = Duration.ofSeconds(1).toNanos() / perSecond;
    ahead = each * burst;
    this.nanos = nanos;
    next = nanos.getAsLong() - ahead;
  }

  /** Counts a message, and says how long to wait before the next; zero or less is not at all. */
  long waitNanos() {
    long now = nanos.getAsLong();
    next = Math.max(next, now - ahead) + each;
    return next - now;
  }
}
