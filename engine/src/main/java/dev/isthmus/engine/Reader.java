package dev.isthmus.engine;

/**
 * Follows one published table at its own pace: the first {@link #poll} gives the state, each later
 * one what changed since the poll before. It compares the last snapshot it saw with the newest,
 * which costs as much as what changed: no queue, nothing that the writer has to know. However slow
 * it is, it keeps one version of an entry alive beside the newest.
 *
 * <p>For one thread at a time.
 */
public final class Reader<K extends Comparable<? super K>, V> {
  private final Graph graph;
  private final Table<K, V> table;
  private Snapshot seen = Snapshot.EMPTY;

  Reader(Graph graph, Table<K, V> table) {
    this.graph = graph;
    this.table = table;
  }

  /**
   * What changed since the last poll, one change per key, in key order; at first, all entries as
   * new ones.
   */
  public Delta<K, V> poll() {
    Snapshot now = graph.snapshot();
    Delta<K, V> delta = now.entries(table).since(seen.entries(table));
    seen = now;
    return delta;
  }

  /** Whether the next poll can have changes: false means that it has none. */
  public boolean behind() {
    Snapshot now = graph.snapshot();
    return now != seen && now.entries(table).root != seen.entries(table).root;
  }

  /**
   * The snapshot as of the last poll: its revisions are what the changes polled so far amount to.
   */
  public Snapshot seen() {
    return seen;
  }
}
