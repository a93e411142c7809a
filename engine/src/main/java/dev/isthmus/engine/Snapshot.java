package dev.isthmus.engine;

import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * The published tables after a step, with what they were made from. Immutable; safe on any thread.
 * Two snapshots share all that did not change between them.
 */
public final class Snapshot {
  /** Before the first event: every table is empty. */
  public static final Snapshot EMPTY =
      new Snapshot(0, new Entries<?, ?>[0], Collections.emptySortedMap(), List.of(), null);

  private final long number;
  private final @Nullable Entries<?, ?>[] tables;
  private final SortedMap<String, Long> revisions;
  private final List<Conflict> conflicts;
  private final @Nullable GraphBuilder graph;

  Snapshot(
      long number,
      @Nullable Entries<?, ?>[] tables,
      SortedMap<String, Long> revisions,
      List<Conflict> conflicts,
      @Nullable GraphBuilder graph) {
    this.number = number;
    this.tables = tables;
    this.revisions = revisions;
    this.conflicts = conflicts;
    this.graph = graph;
  }

  Snapshot next(
      @Nullable Entries<?, ?>[] tables,
      Map<String, Long> changedRevisions,
      List<Conflict> conflicts,
      GraphBuilder graph) {
    SortedMap<String, Long> merged = revisions;
    if (!changedRevisions.isEmpty()) {
      merged = new TreeMap<>(revisions);
      merged.putAll(changedRevisions);
      merged = Collections.unmodifiableSortedMap(merged);
    }
    return new Snapshot(number + 1, tables, merged, conflicts, graph);
  }

  /**
   * 0 before the first event, and one more with every snapshot of a graph: it orders them, and says
   * nothing else.
   */
  public long number() {
    return number;
  }

  /** The value of a key in a published table, or null. */
  public <K extends Comparable<? super K>, V> @Nullable V get(Table<K, V> table, K key) {
    return entries(table).get(key);
  }

  /**
   * The entries of a published table, in key order.
   *
   * @throws IllegalArgumentException if the table is not published, or of another graph
   */
  @SuppressWarnings("unchecked") // the writer keeps a table's entries under the table's types
  public <K extends Comparable<? super K>, V> Entries<K, V> entries(Table<K, V> table) {
    if (!table.spec.published) {
      throw new IllegalArgumentException(
          "table '" + table + "' is not published, so no snapshot holds it");
    }
    if (graph == null) {
      return Entries.empty();
    }
    table.spec.requireOf(graph);
    Entries<?, ?> entries = tables[table.spec.ordinal];
    return entries == null ? Entries.empty() : (Entries<K, V>) entries;
  }

  /** The number of entries of a published table. */
  public int size(Table<?, ?> table) {
    return entries(table).size();
  }

  /** The newest revision of each source that was given with a batch. */
  public SortedMap<String, Long> revisions() {
    return revisions;
  }

  /** The keys with several producers, by table in the order of declaration, then by key. */
  public List<Conflict> conflicts() {
    return conflicts;
  }
}
