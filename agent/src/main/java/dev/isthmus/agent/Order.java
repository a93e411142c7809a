package dev.isthmus.agent;

import dev.isthmus.api.ObjectRef;
import dev.isthmus.api.port.DesiredObject;
import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** The newest order for an object, and how far it has come. */
final class Order {
  private static final Duration FIRST_PAUSE = Duration.ofMillis(500);
  private static final Duration LONGEST_PAUSE = Duration.ofSeconds(60);

  final ObjectRef ref;
  final String proof;

  /** What is to be there; null: nothing. */
  final @Nullable DesiredObject desired;

  /** Whether the server was told that it is settled or refused, in its present state. */
  boolean answered;

  /** Not before this time, whatever is seen. */
  Instant next = Instant.MIN;

  private Duration pause = FIRST_PAUSE;

  Order(ObjectRef ref, String proof, @Nullable DesiredObject desired) {
    this.ref = ref;
    this.proof = proof;
    this.desired = desired;
  }

  /** Tries again later, each time after twice the pause. */
  void backOff(Instant now) {
    next = now.plus(pause);
    pause = pause.multipliedBy(2).compareTo(LONGEST_PAUSE) > 0 ? LONGEST_PAUSE : pause.plus(pause);
  }

  /** It went well: the next trouble starts with a short pause. */
  void relax() {
    next = Instant.MIN;
    pause = FIRST_PAUSE;
  }
}
