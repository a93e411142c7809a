package dev.isthmus.translate;

import java.util.Collection;

/**
 * Translates observed objects into the Istio objects of every cluster, incrementally: what a change
 * cannot touch is not computed again. Deterministic: the state depends on the objects alone, not on
 * the order or batching of their changes. One thread at a time may call {@link #apply}.
 */
public final class Translator {

  private Translator() {}

  /** A translator that has seen nothing. */
  public static Translator create() {
    return new Translator();
  }

  /** Takes in a batch of changes as one step. Of several changes of one object the last counts. */
  public Translation apply(Collection<Change> changes) {
    throw new UnsupportedOperationException();
  }

  /** The state after the last step. */
  public Translation current() {
    throw new UnsupportedOperationException();
  }
}
