package dev.isthmus.translate;

import dev.isthmus.engine.Batch;
import dev.isthmus.engine.Graph;
import dev.isthmus.engine.Step;
import dev.isthmus.translate.precedent.PrecedentChange;
import java.util.Collection;
import java.util.List;

/**
 * Translates observed objects into the Istio objects of every cluster, incrementally: what a change
 * cannot touch is not computed again. Deterministic: the state depends on the objects alone, not on
 * the order or batching of their changes. Only the thread that applies first may apply; {@link
 * Translation}s are for any thread.
 */
public final class Translator {

  private final Wiring wiring;
  private final Graph graph;
  private volatile TranslationState current;

  private Translator(Wiring wiring) {
    this.wiring = wiring;
    this.graph = wiring.build(fault -> {});
    this.current = TranslationState.empty();
  }

  /** A translator that has seen nothing. */
  public static Translator create() {
    return new Translator(new Wiring());
  }

  /**
   * Takes in a batch of changes as one step. Of several changes of one object the last counts.
   *
   * <p>A rule that throws is a bug, and poisons one object only: what was generated for it before
   * stays, all else goes on, and a finding (TRANSLATION_FAILED) stands until the rule succeeds.
   */
  public Translation apply(Collection<Change> changes) {
    return apply(changes, List.of());
  }

  /** The same, with what was decided before: the state depends on that and on the objects alone. */
  public Translation apply(Collection<Change> changes, Collection<PrecedentChange> precedents) {
    Batch.Builder batch = Batch.builder();
    for (Change change : changes) {
      wiring.inputs().change(batch, change.object(), change.resource());
    }
    for (PrecedentChange precedent : precedents) {
      wiring.precedents().change(batch, precedent);
    }
    Step step = graph.apply(batch.build());
    current = current.after(step, Failures.of(graph.failing()), wiring);
    return current;
  }

  /** The state after the last step. */
  public Translation current() {
    return current;
  }
}
