package dev.isthmus.relay;

import java.util.OptionalInt;

/**
 * The versions of the protocol that one end speaks.
 *
 * @param oldest the oldest
 * @param newest the newest
 */
public record Protocols(int oldest, int newest) {
  /** Those of this program. */
  public static final Protocols OURS = new Protocols(1, 1);

  /** The newest that both speak. */
  OptionalInt common(Protocols other) {
    int candidate = Math.min(newest, other.newest);
    return candidate >= Math.max(oldest, other.oldest)
        ? OptionalInt.of(candidate)
        : OptionalInt.empty();
  }

  boolean has(int protocol) {
    return oldest <= protocol && protocol <= newest;
  }

  @Override
  public String toString() {
    return oldest == newest ? "protocol " + newest : "protocols " + oldest + " to " + newest;
  }
}
