package dev.isthmus.engine;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * The writer's state of one table: cells by key (open addressing), those touched in this step with
 * their values before it, and the sorted entries if anybody may ask for all of them. Nothing
 * iterates over the cells in their order, which is arbitrary.
 */
class TableState {
  static final Comparator<Change<?, ?>> BY_KEY = (a, b) -> Keys.compare(a.key(), b.key());

  final NodeSpec spec;
  final Writer writer;
  final List<RuleState> sourceOf = new ArrayList<>();
  final List<IndexState> indexes = new ArrayList<>();
  final Watchers wholeWatchers = new Watchers(this);
  final SortedMap<Object, Conflict> conflicts = new TreeMap<>(Keys::compare);

  /** All entries, if the table is published or small. */
  Entries<?, ?> entries = Entries.empty();

  private final boolean ordered;
  private final Cells cells = new Cells();

  private Cell[] dirty = new Cell[4];
  private @Nullable Object[] before = new Object[4];
  private int dirtyCount;

  TableState(NodeSpec spec, Writer writer) {
    this.spec = spec;
    this.writer = writer;
    this.ordered = spec.published || spec.small;
  }

  @Nullable Cell find(Object key) {
    return cells.find(key);
  }

  /** The cell of a key, made if there is none. */
  Cell intern(Object key) {
    return cells.intern(key, this);
  }

  /** Forgets a cell that nothing needs. */
  void release(Cell cell) {
    if (cell.unused()) {
      cells.remove(cell);
    }
  }

  /** What a projection gets to see. */
  @Nullable Object seen(@Nullable Object value) {
    return value;
  }

  /** Must be called before the first change of a cell in a step. */
  final void touch(Cell cell) {
    if (cell.dirty()) {
      return;
    }
    if (dirtyCount == dirty.length) {
      dirty = Arrays.copyOf(dirty, dirtyCount * 2);
      before = Arrays.copyOf(before, dirtyCount * 2);
    }
    dirty[dirtyCount] = cell;
    before[dirtyCount++] = cell.value;
    cell.dirty(true);
  }

  /** Sets or (null) removes an entry of an input. */
  final void set(Object key, @Nullable Object value) {
    Cell cell = value == null ? find(key) : intern(key);
    if (cell != null && !Objects.equals(cell.value, value)) {
      touch(cell);
      cell.value = value;
    }
  }

  /** A run emits a value. */
  final void contribute(Cell cell, Run run, Object value) {
    switch (cell.producers) {
      case null -> {
        touch(cell);
        cell.producers = run;
        cell.value = value;
      }
      case Run only when only == run -> {
        if (!value.equals(cell.value)) {
          touch(cell);
          cell.value = value;
        }
      }
      case Run other -> {
        touch(cell);
        Contributions several = new Contributions(other, Objects.requireNonNull(cell.value));
        several.put(run, value);
        cell.producers = several;
      }
      case Contributions several -> {
        if (several.put(run, value)) {
          touch(cell);
        }
      }
      default -> throw new IllegalStateException("not a table's cell");
    }
  }

  /** A run does not emit a cell any more. */
  final void retract(Cell cell, Run run) {
    touch(cell);
    if (cell.producers instanceof Contributions several) {
      several.remove(run);
      if (several.size() == 1) {
        cell.producers = several.run(0);
        cell.value = several.value(0);
      }
    } else {
      cell.producers = null;
      cell.value = null;
    }
  }

  /**
   * Ends this table's part of a step: all that fills it has run. Finds what really changed, and
   * tells the runs, rules and indexes that depend on it.
   *
   * @return the changes in key order, or null if there are none
   */
  final @Nullable Delta<?, ?> settle() {
    if (dirtyCount == 0) {
      return null;
    }
    Change<?, ?>[] changes = new Change<?, ?>[dirtyCount];
    int n = 0;
    for (int i = 0; i < dirtyCount; i++) {
      Cell cell = dirty[i];
      Object was = before[i];
      cell.dirty(false);
      resolve(cell, was);
      Object is = cell.value;
      if (same(was, is)) {
        cell.value = was;
      } else {
        changes[n++] = new Change<>(cell.key, was, is);
        announce(cell, was == null, is);
      }
      release(cell);
    }
    forgetDirty();
    if (n == 0) {
      return null;
    }
    Arrays.sort(changes, 0, n, BY_KEY);
    for (IndexState index : indexes) {
      index.stage(changes, n);
    }
    if (ordered) {
      entries = entries.with(changes, n);
      wholeWatchers.wake(entries);
    }
    return Delta.sorted(changes, n);
  }

  private void announce(Cell cell, boolean isNew, @Nullable Object is) {
    Watchers watchers = cell.watchers;
    if (watchers != null) {
      watchers.wake(seen(is));
    }
    if (isNew) {
      for (RuleState rule : sourceOf) {
        rule.begin(cell);
      }
    }
  }

  private void forgetDirty() {
    if (dirty.length > 1024) {
      dirty = new Cell[4];
      before = new Object[4];
    } else {
      Arrays.fill(dirty, 0, dirtyCount, null);
      Arrays.fill(before, 0, dirtyCount, null);
    }
    dirtyCount = 0;
  }

  boolean same(@Nullable Object was, @Nullable Object is) {
    return Objects.equals(was, is);
  }

  /** Makes a touched cell's value from what its producers emit now. */
  void resolve(Cell cell, @Nullable Object was) {
    if (spec.kind instanceof NodeSpec.Kind.Derived derived) {
      Merge<Object> merge = derived.merge();
      if (merge == null) {
        if (cell.producers instanceof Contributions several) {
          cell.value = several.value(0);
          conflict(cell, several.producers());
        } else if (!conflicts.isEmpty() && conflicts.containsKey(cell.key)) {
          conflict(cell, cell.producers instanceof Run one ? List.of(one.producer()) : List.of());
        }
      } else if (cell.producers instanceof Contributions several) {
        cell.value = fold(merge, several, cell, was);
      }
    }
  }

  /**
   * A merge that throws leaves the key at its last good value, or at its first producer's if there
   * was none.
   */
  private Object fold(Merge<Object> merge, Contributions several, Cell cell, @Nullable Object was) {
    try {
      Object value = several.value(0);
      for (int i = 1; i < several.size(); i++) {
        value = Objects.requireNonNull(merge.merge(value, several.value(i)), "a merge gave null");
      }
      return value;
    } catch (RuntimeException e) {
      writer.fault(spec.name, cell.key, e);
      return was == null ? several.value(0) : was;
    }
  }

  private void conflict(Cell cell, List<Producer> producers) {
    Conflict now = new Conflict(spec.name, cell.key, producers);
    Conflict was = now.ended() ? conflicts.remove(cell.key) : conflicts.put(cell.key, now);
    if (!now.equals(was)) {
      writer.conflict(now);
    }
  }

  /** Visits every cell in arbitrary order: for counting only. */
  final void visit(Consumer<Cell> visitor) {
    cells.visit(visitor);
  }
}
