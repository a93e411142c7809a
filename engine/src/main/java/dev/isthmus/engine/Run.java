package dev.isthmus.engine;

import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * One rule over one source entry: what it depends on, and what it emitted. Dependency 0 is the
 * source entry itself. Ordered by rule, then by source key.
 */
final class Run implements Comparable<Run> {
  private static final Cell[] NOTHING = new Cell[0];

  final RuleState rule;

  /** Dependencies, in the order of the fetches. */
  Watchers[] watched = new Watchers[0];

  /** The place of each dependency's edge in its {@link Watchers}. */
  int[] places = new int[0];

  /**
   * For dependency i, at 2i the projection and at 2i+1 what it gave; null if no fetch of this run
   * is projected.
   */
  @Nullable Object @Nullable [] projections;

  /** The cells that it emits; the values are in the cells. */
  Cell[] emitted = NOTHING;

  boolean queued;

  Run(RuleState rule) {
    this.rule = rule;
  }

  @Override
  public int compareTo(Run other) {
    return rule == other.rule
        ? Keys.compare(source().key, other.source().key)
        : Integer.compare(rule.ordinal, other.rule.ordinal);
  }

  Producer producer() {
    return new Producer(rule.name, source().key);
  }

  Explanation explain() {
    List<Fetched> fetched = new ArrayList<>();
    for (int i = 1; i < watched.length; i++) {
      boolean projected = projections != null && projections[2 * i] != null;
      fetched.add(
          switch (watched[i].subject) {
            case Cell cell ->
                new Fetched(
                    cell.table.spec.name, Optional.of(cell.key), cell.value != null, projected);
            case TableState table ->
                new Fetched(table.spec.name, Optional.empty(), !table.entries.isEmpty(), projected);
            default -> throw new IllegalStateException();
          });
    }
    return new Explanation(rule.name, rule.source.spec.name, source().key, fetched);
  }

  Cell source() {
    return (Cell) watched[0].subject;
  }

  /**
   * Whether a change of dependency {@code edge} to {@code now} can be seen by this run. A
   * projection that throws is taken as changed: the run then meets it itself.
   */
  @SuppressWarnings("unchecked") // the fetch checked the types
  boolean sees(int edge, @Nullable Object now) {
    @Nullable Object[] known = projections;
    if (known == null || known[2 * edge] == null) {
      return true;
    }
    try {
      return !Objects.equals(
          ((Function<@Nullable Object, @Nullable Object>) Objects.requireNonNull(known[2 * edge]))
              .apply(now),
          known[2 * edge + 1]);
    } catch (RuntimeException e) {
      return true;
    }
  }
}
