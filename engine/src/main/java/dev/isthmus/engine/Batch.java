package dev.isthmus.engine;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * Changes of input tables that are applied as one step, and the revisions that they bring their
 * sources to. The last word on a key counts.
 */
public final class Batch {
  private final List<Edit> edits;
  private final Map<String, Long> revisions;

  private Batch(List<Edit> edits, Map<String, Long> revisions) {
    this.edits = edits;
    this.revisions = revisions;
  }

  /** An empty batch to fill. */
  public static Builder builder() {
    return new Builder();
  }

  List<Edit> edits() {
    return edits;
  }

  Map<String, Long> revisions() {
    return revisions;
  }

  /** A put, or a remove if the value is null. */
  record Edit(NodeSpec table, Object key, @Nullable Object value) {}

  /** Collects the changes of a batch; not for several threads at once. */
  public static final class Builder {
    private final List<Edit> edits = new ArrayList<>();
    private final Map<String, Long> revisions = new TreeMap<>();

    private Builder() {}

    /**
     * Sets an entry of an input.
     *
     * @throws IllegalArgumentException if the table is not an input
     */
    public <K extends Comparable<? super K>, V> Builder put(Table<K, V> table, K key, V value) {
      edits.add(new Edit(input(table), key, value));
      return this;
    }

    /**
     * Removes an entry of an input; nothing happens if it is not there.
     *
     * @throws IllegalArgumentException if the table is not an input
     */
    public <K extends Comparable<? super K>, V> Builder remove(Table<K, V> table, K key) {
      edits.add(new Edit(input(table), key, null));
      return this;
    }

    /** Records the revision that a source (a cluster, a folder) has reached with this batch. */
    public Builder revision(String source, long revision) {
      revisions.put(source, revision);
      return this;
    }

    /** The batch; the builder may go on being filled without changing it. */
    public Batch build() {
      return new Batch(List.copyOf(edits), new TreeMap<>(revisions));
    }

    private static NodeSpec input(Table<?, ?> table) {
      if (!(table.spec.kind instanceof NodeSpec.Kind.Input)) {
        throw new IllegalArgumentException(
            "table '" + table + "' is filled by rules, not by batches");
      }
      return table.spec;
    }
  }
}
