package dev.isthmus.engine;

import org.jspecify.annotations.Nullable;

/**
 * What the writer keeps of one key of one table or index: the only mutable home of its value, and
 * the one object that stands for the key. It lives as long as it has a value, a producer or a
 * watcher (a miss that something depends on).
 *
 * <p>Its size is the product's heap per object: with compressed references it is 40 bytes, and one
 * field more makes it 48.
 */
final class Cell {
  final TableState table;
  final Object key;

  /**
   * The value as rules see it; null if absent. Stale between a contribution and the table's
   * settling when there are {@link Contributions}.
   */
  @Nullable Object value;

  /**
   * Who emits it: null, the one {@link Run}, or {@link Contributions}. In an index: null, or the
   * {@link ChangeBuffer} of this step.
   */
  @Nullable Object producers;

  /** Who depends on it; null if nobody. */
  @Nullable Watchers watchers;

  /**
   * Bit 0: listed as dirty in its table. The others: its position in the running rule's emission,
   * if it is there at all (see {@link Out}).
   */
  private int mark;

  Cell(TableState table, Object key) {
    this.table = table;
    this.key = key;
  }

  boolean dirty() {
    return (mark & 1) != 0;
  }

  void dirty(boolean dirty) {
    mark = dirty ? mark | 1 : mark & ~1;
  }

  int position() {
    return mark >>> 1;
  }

  void position(int position) {
    mark = (position << 1) | (mark & 1);
  }

  /** Whether nothing needs this cell any more. */
  boolean unused() {
    return value == null && producers == null && watchers == null && !dirty();
  }

  Watchers watched() {
    Watchers present = watchers;
    if (present == null) {
      present = new Watchers(this);
      watchers = present;
    }
    return present;
  }
}
