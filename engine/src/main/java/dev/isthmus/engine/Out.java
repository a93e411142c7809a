package dev.isthmus.engine;

import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * Where a rule's function puts what it derives. Nothing is seen by anybody before the call has
 * ended well.
 *
 * <p>Valid during the call it was given to. An emission to a table that the rule did not declare
 * with {@link RuleBuilder#emits} throws.
 */
public final class Out {
  private final Writer writer;
  private @Nullable RuleState rule;
  private Cell[] cells = new Cell[64];
  private Object[] values = new Object[64];
  private int count;

  Out(Writer writer) {
    this.writer = writer;
  }

  /**
   * Emits an entry. The same entry twice is one; two values under one key are merged if the table
   * declares how.
   *
   * @throws IllegalStateException if this call put another value under this key, and the table
   *     declares no merge
   */
  public <K extends Comparable<? super K>, V> void put(Table<K, V> table, K key, V value) {
    NodeSpec spec = table.spec;
    RuleState running = rule;
    if (running == null) {
      throw new IllegalStateException("an emission outside the call that it was for");
    }
    if (spec.graph != writer.graph || !running.emits[spec.ordinal]) {
      throw new IllegalArgumentException(
          "rule '" + running.name + "' does not declare that it emits to '" + spec + "'");
    }
    if (value == null) {
      throw new NullPointerException("rule '" + running.name + "' emits null under " + key);
    }
    Cell cell = writer.states[spec.ordinal].intern(key);
    int at = cell.position();
    if (at < count && cells[at] == cell) {
      again(at, value);
    } else {
      add(cell, value);
    }
  }

  private void add(Cell cell, Object value) {
    if (count == cells.length) {
      cells = Arrays.copyOf(cells, count * 2);
      values = Arrays.copyOf(values, count * 2);
    }
    cell.position(count);
    cells[count] = cell;
    values[count++] = value;
  }

  private void again(int at, Object value) {
    Cell cell = cells[at];
    if (cell.table.spec.kind instanceof NodeSpec.Kind.Derived(Merge<Object> merge)
        && merge != null) {
      values[at] = merge.merge(values[at], value);
    } else if (!values[at].equals(value)) {
      throw new IllegalStateException(
          "two values under " + cell.key + " of '" + cell.table.spec + "' in one run");
    }
  }

  void open(RuleState running) {
    rule = running;
  }

  /**
   * Makes the emission the run's own: what it put is contributed, what it emitted before and did
   * not put now is retracted.
   */
  void commit(Run run) {
    Cell[] old = run.emitted;
    boolean same = old.length == count;
    for (int i = 0; i < count; i++) {
      Cell cell = cells[i];
      same = same && old[i] == cell;
      cell.table.contribute(cell, run, values[i]);
    }
    if (!same) {
      for (Cell cell : old) {
        int at = cell.position();
        if (at >= count || cells[at] != cell) {
          cell.table.retract(cell, run);
        }
      }
      run.emitted = Arrays.copyOf(cells, count);
    }
    reset();
  }

  /** Forgets the emission of a run that failed. */
  void discard() {
    for (int i = 0; i < count; i++) {
      cells[i].table.release(cells[i]);
    }
    reset();
  }

  @SuppressWarnings("NullAway") // slots past the end hold nothing
  private void reset() {
    rule = null;
    Arrays.fill(cells, 0, count, null);
    Arrays.fill(values, 0, count, null);
    count = 0;
  }

  /** Retracts all that a run that ends has emitted. */
  static void retractAll(Run run) {
    for (Cell cell : run.emitted) {
      cell.table.retract(cell, run);
    }
  }
}
