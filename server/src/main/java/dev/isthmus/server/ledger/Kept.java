package dev.isthmus.server.ledger;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.BiFunction;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/** What is kept of objects as long as they are there, and {@link #GRACE} longer. */
final class Kept<K extends Comparable<? super K>, V> {
  /** Longer than anybody should remember an address by name. */
  static final Duration GRACE = Duration.ofDays(30);

  private final SortedMap<K, V> values = new TreeMap<>();

  /** Those whose objects are gone. */
  private final Ends<K> ends = new Ends<>();

  /** What a former ledger has left. */
  void restore(K key, V value, Instant until) {
    values.put(key, value);
    ends.put(key, until);
  }

  /** What is kept of an object; null: nothing. */
  @Nullable V get(K key) {
    return values.get(key);
  }

  /** Keeps it; what is new ends, until translation says that the object is there. */
  void put(K key, V value, Instant now) {
    if (values.put(key, value) == null) {
      ends.put(key, now.plus(GRACE));
    }
  }

  /**
   * Takes in what a step did to objects.
   *
   * @param there whether each is there now
   */
  void after(Map<K, Boolean> there, Instant now) {
    there.forEach((key, isThere) -> {
      if (isThere) {
        ends.remove(key);
      } else if (values.containsKey(key)) {
        ends.put(key, now.plus(GRACE));
      }
    });
  }

  boolean hasEnded(Instant now) {
    return ends.any(now);
  }

  /** Forgets those that have ended, and may; returns them. */
  List<K> end(Instant now, Predicate<K> mayEnd) {
    List<K> ended = ends.until(now).stream().filter(mayEnd).toList();
    for (K key : ended) {
      ends.remove(key);
      values.remove(key);
    }
    return ended;
  }

  /** When the next one ends that has not yet. */
  Optional<Instant> next(Instant now) {
    return ends.next(now);
  }

  /**
   * What the next ledger is to know.
   *
   * @param form of a value, and of when it ends should its object be gone
   */
  <R> SortedMap<K, R> record(Instant now, BiFunction<V, Instant, R> form) {
    SortedMap<K, R> record = new TreeMap<>();
    values.forEach((key, value) ->
        record.put(key, form.apply(value, ends.of(key).orElseGet(() -> now.plus(GRACE)))));
    return record;
  }
}
