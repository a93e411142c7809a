package dev.isthmus.engine;

import java.util.Arrays;
import java.util.Objects;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * The only way for a rule's function to look at anything but its own entry. Every fetch makes the
 * run depend on what it looked at, found or not: if that changes, the run is done again. A
 * projected fetch makes it depend on the projection's value only; the projection must be pure.
 *
 * <p>Valid during the call it was given to. A fetch from a table or index that the rule did not
 * declare with {@link RuleBuilder#uses} throws.
 */
public final class In {
  private final Writer writer;
  private @Nullable RuleState rule;
  private Watchers[] watched = new Watchers[16];
  private @Nullable Object[] projections = new Object[32];
  private int count;
  private boolean projected;

  In(Writer writer) {
    this.writer = writer;
  }

  /** The value of a key, or null. */
  @SuppressWarnings("unchecked") // a table's cells hold the table's types
  public <K extends Comparable<? super K>, V> @Nullable V get(Table<K, V> table, K key) {
    Cell cell = cell(table.spec, key);
    depend(cell.watched());
    return (V) cell.value;
  }

  /** What a pure function makes of the value of a key, which is null if there is none. */
  @SuppressWarnings({
    "unchecked",
    "NullAway"
  }) // a table's cells hold the table's types; P may be nullable
  public <K extends Comparable<? super K>, V, P extends @Nullable Object> P get(
      Table<K, V> table, K key, Function<? super @Nullable V, ? extends P> projection) {
    Cell cell = cell(table.spec, key);
    return (P)
        project(cell.watched(), cell.value, (Function<Object, Object>) (Function<?, ?>) projection);
  }

  /** The entries under one key of an index. */
  @SuppressWarnings("unchecked") // an index's cells hold groups of the table's types
  public <I extends Comparable<? super I>, K extends Comparable<? super K>, V> Entries<K, V> get(
      Index<I, K, V> index, I key) {
    Cell cell = cell(index.spec, key);
    depend(cell.watched());
    return cell.value == null ? Entries.empty() : (Entries<K, V>) cell.value;
  }

  /** What a pure function makes of the entries under one key of an index. */
  @SuppressWarnings({
    "unchecked",
    "NullAway"
  }) // an index's cells hold groups of the table's types; P may be nullable
  public <
          I extends Comparable<? super I>,
          K extends Comparable<? super K>,
          V,
          P extends @Nullable Object>
      P get(Index<I, K, V> index, I key, Function<? super Entries<K, V>, ? extends P> projection) {
    Cell cell = cell(index.spec, key);
    return (P)
        project(
            cell.watched(),
            cell.table.seen(cell.value),
            (Function<Object, Object>) (Function<?, ?>) projection);
  }

  /** A whole small table. */
  @SuppressWarnings("unchecked") // a table's entries have the table's types
  public <K extends Comparable<? super K>, V> Entries<K, V> all(SmallTable<K, V> table) {
    TableState state = state(table.spec);
    depend(state.wholeWatchers);
    return (Entries<K, V>) state.entries;
  }

  /** What a pure function makes of a whole small table. */
  @SuppressWarnings({
    "unchecked",
    "NullAway"
  }) // a table's entries have the table's types; P may be nullable
  public <K extends Comparable<? super K>, V, P extends @Nullable Object> P all(
      SmallTable<K, V> table, Function<? super Entries<K, V>, ? extends P> projection) {
    TableState state = state(table.spec);
    return (P)
        project(
            state.wholeWatchers,
            state.entries,
            (Function<Object, Object>) (Function<?, ?>) projection);
  }

  private TableState state(NodeSpec spec) {
    RuleState running = rule;
    if (running == null) {
      throw new IllegalStateException("a fetch outside the call that it was for");
    }
    if (spec.graph != writer.graph || !running.uses[spec.ordinal]) {
      throw new IllegalArgumentException(
          "rule '" + running.name + "' does not declare that it uses '" + spec + "'");
    }
    return writer.states[spec.ordinal];
  }

  private Cell cell(NodeSpec spec, Object key) {
    return state(spec).intern(key);
  }

  private void depend(Watchers on) {
    int at = on.position;
    if (at < count && watched[at] == on && projections[2 * at] == null) {
      return;
    }
    on.position = count;
    add(on, null, null);
  }

  private @Nullable Object project(
      Watchers on,
      @Nullable Object value,
      Function<@Nullable Object, @Nullable Object> projection) {
    Object result;
    try {
      result = projection.apply(value);
    } catch (RuntimeException e) {
      depend(on);
      throw e;
    }
    int at = on.position;
    if (at >= count || watched[at] != on || projections[2 * at] != null) {
      projected = true;
      add(on, projection, result);
    }
    return result;
  }

  private void add(Watchers on, @Nullable Object projection, @Nullable Object result) {
    if (count == watched.length) {
      watched = Arrays.copyOf(watched, count * 2);
      projections = Arrays.copyOf(projections, count * 4);
    }
    watched[count] = on;
    projections[2 * count] = projection;
    projections[2 * count + 1] = result;
    count++;
  }

  void open(Run run) {
    rule = run.rule;
    add(run.watched[0], null, null);
    watched[0].position = 0;
  }

  /**
   * Ends the run's fetches and makes them its dependencies instead of the former ones, keeping the
   * edges that stay as they were.
   */
  void close(Run run) {
    rule = null;
    Watchers[] old = run.watched;
    int kept = 0;
    while (kept < old.length && kept < count && old[kept] == watched[kept]) {
      kept++;
    }
    if (kept < old.length || kept < count) {
      rewire(run, kept);
    }
    run.projections = projected ? Arrays.copyOf(projections, 2 * count) : null;
    Arrays.fill(watched, 0, count, null);
    if (projected) {
      Arrays.fill(projections, 0, 2 * count, null);
    }
    count = 0;
    projected = false;
  }

  /**
   * The former edges go first, while the run's places are still theirs; a list that is empty only
   * in between is not released.
   */
  private void rewire(Run run, int kept) {
    Watchers[] old = run.watched;
    for (int i = kept; i < old.length; i++) {
      old[i].remove(run.places[i]);
    }
    run.watched = Arrays.copyOf(watched, count);
    run.places = Arrays.copyOf(run.places, count);
    for (int i = kept; i < count; i++) {
      run.places[i] = watched[i].add(run, i);
    }
    for (int i = kept; i < old.length; i++) {
      old[i].release();
    }
  }

  /** Removes all dependencies of a run that ends. */
  static void forget(Run run) {
    Watchers[] old = run.watched;
    for (int i = 0; i < old.length; i++) {
      old[i].remove(run.places[i]);
    }
    for (Watchers watchers : old) {
      watchers.release();
    }
  }

  @Override
  public String toString() {
    return "fetches of " + (rule == null ? "no rule" : Objects.requireNonNull(rule).name);
  }
}
