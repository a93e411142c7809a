package dev.isthmus.server.ledger;

import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.TreeSet;

/** What ends when, unless something comes between. */
public final class Ends<K extends Comparable<? super K>> {
  private final Map<K, Instant> times = new HashMap<>();
  private final TreeMap<Instant, TreeSet<K>> byTime = new TreeMap<>();

  /** It ends then, whatever was said before. */
  public void put(K key, Instant time) {
    remove(key);
    times.put(key, time);
    byTime.computeIfAbsent(time, _ -> new TreeSet<>()).add(key);
  }

  /** It does not end. */
  public void remove(K key) {
    Instant time = times.remove(key);
    TreeSet<K> keys = time == null ? null : byTime.get(time);
    if (keys != null) {
      keys.remove(key);
      if (keys.isEmpty()) {
        byTime.remove(time);
      }
    }
  }

  /** When it ends; empty: it does not. */
  Optional<Instant> of(K key) {
    return Optional.ofNullable(times.get(key));
  }

  /** All that have an end. */
  List<K> all() {
    return times.keySet().stream().sorted().toList();
  }

  /** Whether some have ended. */
  boolean any(Instant now) {
    return !byTime.isEmpty() && !byTime.firstKey().isAfter(now);
  }

  /** Those that have ended. */
  public List<K> until(Instant now) {
    List<K> ended = new ArrayList<>();
    byTime.headMap(now, true).values().forEach(ended::addAll);
    return ended;
  }

  /** When the next one ends that has not yet. */
  public Optional<Instant> next(Instant now) {
    return Optional.ofNullable(byTime.higherKey(now));
  }
}
