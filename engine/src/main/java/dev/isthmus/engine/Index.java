package dev.isthmus.engine;

/**
 * A handle on an index: the entries of a table, grouped by keys that a function derives from each
 * entry. An entry may be under any number of keys.
 *
 * @param <I> the index's keys
 * @param <K> the table's keys
 * @param <V> the table's values
 */
@SuppressWarnings("UnusedTypeParameter") // they type what is fetched
public final class Index<I extends Comparable<? super I>, K extends Comparable<? super K>, V>
    implements Source {
  final NodeSpec spec;

  Index(NodeSpec spec) {
    this.spec = spec;
  }

  @Override
  public String name() {
    return spec.name;
  }

  @Override
  public String toString() {
    return spec.name;
  }
}
