package dev.isthmus.engine;

import java.util.Arrays;
import java.util.Collections;
import java.util.Iterator;
import java.util.List;

/** The changes of one table, sorted by key, each key once. Immutable. */
public final class Delta<K, V> implements Iterable<Change<K, V>> {
  private static final Delta<Object, Object> EMPTY = new Delta<>(List.of());

  private final List<Change<K, V>> changes;

  private Delta(List<Change<K, V>> changes) {
    this.changes = changes;
  }

  /** No changes. */
  @SuppressWarnings("unchecked") // holds neither keys nor values
  public static <K, V> Delta<K, V> empty() {
    return (Delta<K, V>) EMPTY;
  }

  /** Changes that are sorted already. */
  static <K, V> Delta<K, V> sorted(List<Change<K, V>> changes) {
    return changes.isEmpty() ? empty() : new Delta<>(List.copyOf(changes));
  }

  /** The first {@code count} of sorted changes, in an array that nobody else keeps. */
  @SuppressWarnings("unchecked") // the writer keeps a table's changes under the table's types
  static <K, V> Delta<K, V> sorted(Change<?, ?>[] changes, int count) {
    List<Change<?, ?>> list = Arrays.asList(changes);
    list = Collections.unmodifiableList(count == changes.length ? list : list.subList(0, count));
    return new Delta<>((List<Change<K, V>>) (List<?>) list);
  }

  /** The changes, in key order. */
  public List<Change<K, V>> changes() {
    return changes;
  }

  /** The number of keys that changed. */
  public int size() {
    return changes.size();
  }

  /** Whether nothing changed. */
  public boolean isEmpty() {
    return changes.isEmpty();
  }

  @Override
  public Iterator<Change<K, V>> iterator() {
    return changes.iterator();
  }

  @Override
  public String toString() {
    return changes.toString();
  }
}
