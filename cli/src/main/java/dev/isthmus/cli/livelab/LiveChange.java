package dev.isthmus.cli.livelab;

import dev.isthmus.api.ObjectRef;
import org.jspecify.annotations.Nullable;

/**
 * A change that an API server showed, beside statuses.
 *
 * @param number one more for each change, of all clusters
 * @param nanos when it was seen ({@link System#nanoTime})
 * @param ref the object
 * @param before what it was; null: it is new
 * @param now what it is; null: it is gone
 */
record LiveChange(
    long number, long nanos, ObjectRef ref, @Nullable Seen before, @Nullable Seen now) {
  String cluster() {
    return ref.key().cluster();
  }

  /** Whether a generated object changed. */
  boolean isOurs() {
    return (now != null && now.ours().isPresent()) || (before != null && before.ours().isPresent());
  }
}
