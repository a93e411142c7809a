package dev.isthmus.server;

import dev.isthmus.delivery.Facts;
import dev.isthmus.delivery.IstioKey;
import dev.isthmus.delivery.ObjectChange;
import dev.isthmus.delivery.Rollout;
import dev.isthmus.istio.IstioKind;
import dev.isthmus.server.ledger.Ends;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/**
 * Changes that clusters hold, and that may not have reached every proxy yet. What depends on them
 * waits a while longer: istiod gathers changes for 100 ms and more before it tells proxies, and
 * puts into one push what comes together. Istio's own advice is to "wait a few seconds for the new
 * configuration to propagate" before the next step of a change (Traffic Management Best Practices,
 * "Avoid 503 errors while reconfiguring service routes").
 */
final class Settling {
  /** After something was gained: what leads there may come. */
  private static final Duration GAIN = Duration.ofMillis(500);

  /** After routes changed, or something was lost: what it led to may go. */
  static final Duration LOSS = Duration.ofSeconds(2);

  private final Rollout rollout;
  private final Map<IstioKey, Duration> pauses = new HashMap<>();
  private final Set<IstioKey> fresh = new TreeSet<>();
  private final Ends<IstioKey> ends = new Ends<>();

  Settling(Rollout rollout) {
    this.rollout = rollout;
  }

  /** A change was ordered. */
  void ordered(ObjectChange step) {
    boolean loses =
        step.key().kind() == IstioKind.VIRTUAL_SERVICE
            || Facts.narrows(step.before(), step.after());
    pauses.put(step.key(), loses ? LOSS : GAIN);
    fresh.remove(step.key());
    ends.remove(step.key());
  }

  /** The object's newest order was carried out. */
  void done(IstioKey key) {
    fresh.add(key);
  }

  /**
   * The object's newest order was refused: there is nothing to wait for yet.
   *
   * @return whether it is wanted still
   */
  boolean refused(IstioKey key) {
    fresh.remove(key);
    ends.remove(key);
    return rollout.refused(key);
  }

  /** What has settled by now; returns when the next will have. */
  Optional<Instant> pass(Instant now) {
    fresh.forEach(key -> ends.put(key, now.plus(pauses.getOrDefault(key, LOSS))));
    fresh.clear();
    ends.until(now).forEach(this::forget);
    return ends.next(now);
  }

  private void forget(IstioKey key) {
    pauses.remove(key);
    fresh.remove(key);
    ends.remove(key);
    rollout.settled(key);
  }
}
