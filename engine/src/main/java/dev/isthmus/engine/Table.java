package dev.isthmus.engine;

/**
 * A handle on a table of a graph: keys are ordered and compare as they equal, values have value
 * equality (records) and neither ever changes.
 *
 * <p>The options ({@link #published()}, {@link #small()}) are set before {@link
 * GraphBuilder#build}. Chained to the declaration they need its types: {@code g.<Key,
 * Value>table("objects").published()}.
 *
 * @param <K> the keys
 * @param <V> the values
 */
public sealed class Table<K extends Comparable<? super K>, V> implements Source permits SmallTable {
  final NodeSpec spec;

  Table(NodeSpec spec) {
    this.spec = spec;
  }

  /** Keeps this table in snapshots; the others are seen by rules only. */
  public Table<K, V> published() {
    spec.graph.requireOpen();
    spec.published = true;
    return this;
  }

  /**
   * Declares that this table stays small, so that a rule may fetch it as a whole: only the handle
   * that this returns can be.
   */
  public SmallTable<K, V> small() {
    spec.graph.requireOpen();
    spec.small = true;
    return new SmallTable<>(spec);
  }

  @Override
  public final String name() {
    return spec.name;
  }

  @Override
  public final String toString() {
    return spec.name;
  }
}
