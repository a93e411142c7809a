package dev.isthmus.identity;

import java.security.cert.X509Certificate;
import java.time.Duration;
import java.time.Instant;
import java.util.random.RandomGenerator;

/** When a certificate is to be renewed. */
public final class Renewal {
  private Renewal() {}

  /**
   * Two thirds into its life, a tenth of it earlier or later by chance: agents that were enrolled
   * together do not come together.
   */
  public static Instant due(X509Certificate certificate, RandomGenerator random) {
    Instant from = certificate.getNotBefore().toInstant();
    Duration life = Duration.between(from, certificate.getNotAfter().toInstant());
    double share = 2.0 / 3 + 0.2 * (random.nextDouble() - 0.5);
    return from.plusMillis((long) (life.toMillis() * share));
  }
}
