package dev.isthmus.server.store;

import java.time.Duration;

/**
 * How a Lease is held.
 *
 * @param life how long others wait after they saw it renewed last, before they take it
 * @param pause between two renewals, and between two looks at another's
 * @param request how long one request may take: a holder that could not finish another one within
 *     the Lease's life gives it up
 */
public record LeaseTimes(Duration life, Duration pause, Duration request) {
  /** What servers use: those of Kubernetes' own components. */
  public static final LeaseTimes USUAL =
      new LeaseTimes(Duration.ofSeconds(15), Duration.ofSeconds(2), Duration.ofSeconds(4));
}
