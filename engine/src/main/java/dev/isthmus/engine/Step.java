package dev.isthmus.engine;

import java.util.List;
import org.jspecify.annotations.Nullable;

/** What one batch changed. Immutable. */
public final class Step {
  private final GraphBuilder graph;
  private final Snapshot snapshot;
  private final @Nullable Delta<?, ?>[] deltas;
  private final List<Conflict> conflicts;
  private final List<Fault> faults;
  private final int runs;
  private final boolean empty;

  Step(
      GraphBuilder graph,
      Snapshot snapshot,
      @Nullable Delta<?, ?>[] deltas,
      List<Conflict> conflicts,
      List<Fault> faults,
      int runs) {
    this.graph = graph;
    this.snapshot = snapshot;
    this.deltas = deltas;
    this.conflicts = conflicts;
    this.faults = faults;
    this.runs = runs;
    boolean none = true;
    for (Delta<?, ?> delta : deltas) {
      none &= delta == null;
    }
    this.empty = none;
  }

  /**
   * The snapshot after this step: the very one before it if nothing published, no conflict and no
   * revision changed.
   */
  public Snapshot snapshot() {
    return snapshot;
  }

  /**
   * The changes of one table, published or not, in key order.
   *
   * @throws IllegalArgumentException if the table is of another graph
   */
  @SuppressWarnings("unchecked") // the writer keeps a table's changes under the table's types
  public <K extends Comparable<? super K>, V> Delta<K, V> delta(Table<K, V> table) {
    table.spec.requireOf(graph);
    Delta<?, ?> delta = deltas[table.spec.ordinal];
    return delta == null ? Delta.empty() : (Delta<K, V>) delta;
  }

  /** Whether no table changed, inputs included. */
  public boolean isEmpty() {
    return empty;
  }

  /** The conflicts that began, ended or have other producers than before. */
  public List<Conflict> conflicts() {
    return conflicts;
  }

  /** The functions that threw in this step. */
  public List<Fault> faults() {
    return faults;
  }

  /** How many times a rule's function was called. */
  public int runs() {
    return runs;
  }
}
