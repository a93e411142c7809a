package dev.isthmus.engine;

import java.util.Arrays;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * An index is a table whose values are the groups. Where an entry was before is not remembered but
 * computed again from its value before, which the pure key function allows.
 */
final class IndexState extends TableState {
  private final NodeSpec.Kind.Grouping grouping;

  IndexState(NodeSpec spec, NodeSpec.Kind.Grouping grouping, Writer writer) {
    super(spec, writer);
    this.grouping = grouping;
  }

  /**
   * Notes the changes of the indexed table; they come in key order, so that every group's part is
   * in key order too.
   */
  void stage(Change<?, ?>[] changes, int count) {
    for (int i = 0; i < count; i++) {
      Change<?, ?> change = changes[i];
      Collection<?> was =
          change.before() == null ? List.of() : keys(change.key(), change.before(), false);
      Collection<?> is =
          change.after() == null ? List.of() : keys(change.key(), change.after(), true);
      for (Object key : is) {
        stage(
            key,
            was.contains(key) || change.before() == null
                ? change
                : new Change<>(change.key(), null, change.after()));
      }
      for (Object key : was) {
        if (!is.contains(key)) {
          stage(
              key,
              change.after() == null ? change : new Change<>(change.key(), change.before(), null));
        }
      }
    }
  }

  private void stage(Object key, Change<?, ?> change) {
    Cell cell = intern(key);
    touch(cell);
    ChangeBuffer buffer = (ChangeBuffer) cell.producers;
    if (buffer == null) {
      buffer = new ChangeBuffer();
      cell.producers = buffer;
    }
    buffer.add(change);
  }

  /**
   * The distinct index keys of an entry; a function that throws puts the entry under none, and is
   * told of once, when the entry comes.
   */
  private Collection<?> keys(Object key, @Nullable Object value, boolean tell) {
    try {
      Collection<?> keys = grouping.keys().apply(key, value);
      return keys.size() < 2 ? keys : distinct(keys);
    } catch (RuntimeException e) {
      if (tell) {
        writer.fault(spec.name, key, e);
      }
      return List.of();
    }
  }

  private static Collection<?> distinct(Collection<?> keys) {
    HashSet<Object> set = new HashSet<>(keys);
    if (set.size() == keys.size() && keys.size() < 8) {
      return keys;
    }
    Object[] sorted = set.toArray();
    Arrays.sort(sorted, Keys::compare);
    return sorted.length < 8 ? Arrays.asList(sorted) : set;
  }

  @Override
  void resolve(Cell cell, @Nullable Object was) {
    Entries<?, ?> group = was == null ? Entries.empty() : (Entries<?, ?>) was;
    if (cell.producers instanceof ChangeBuffer buffer) {
      Entries<?, ?> now = group.with(buffer.changes, buffer.size);
      cell.producers = null;
      cell.value = now.isEmpty() ? null : now;
    }
  }

  /** A group that was touched has changed: only real changes are staged. */
  @Override
  boolean same(@Nullable Object was, @Nullable Object is) {
    return was == null && is == null;
  }

  /** No entries and no group are the same to a rule. */
  @Override
  Object seen(@Nullable Object value) {
    return value == null ? Entries.empty() : value;
  }
}
