package dev.isthmus.relay;

import dev.isthmus.identity.Credential;
import dev.isthmus.identity.Enrolments;
import dev.isthmus.identity.Renewal;
import java.time.Instant;
import java.time.InstantSource;
import java.util.concurrent.ThreadLocalRandom;
import java.util.function.Supplier;

/** The server's own credential, made anew when its time has come. */
final class ServerKey implements Supplier<Credential> {
  private final Enrolments enrolments;
  private final InstantSource clock;
  private Credential current;
  private Instant due;

  ServerKey(Enrolments enrolments, InstantSource clock) {
    this.enrolments = enrolments;
    this.clock = clock;
    current = enrolments.serverCredential();
    due = Renewal.due(current.certificate(), ThreadLocalRandom.current());
  }

  @Override
  public synchronized Credential get() {
    if (!clock.instant().isBefore(due)) {
      current = enrolments.serverCredential();
      due = Renewal.due(current.certificate(), ThreadLocalRandom.current());
    }
    return current;
  }
}
