package dev.isthmus.server.status;

import dev.isthmus.delivery.IstioKey;
import java.util.Collections;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;

/** What one object of a user has a part in: how many generated objects, and which are open. */
final class Share {
  private static final SortedMap<IstioKey, Boolean> NONE = new TreeMap<>();

  private final Map<String, Integer> wanted = new HashMap<>();

  /** Those that are not yet as they are wanted, by cluster; true: wanted, false: to go. */
  private final SortedMap<String, SortedMap<IstioKey, Boolean>> open = new TreeMap<>();

  void wanted(String cluster, int by) {
    wanted.merge(cluster, by, (a, b) -> a + b == 0 ? null : a + b);
  }

  void open(IstioKey key, boolean isWanted) {
    open.computeIfAbsent(key.cluster(), _ -> new TreeMap<>()).put(key, isWanted);
  }

  void settled(IstioKey key) {
    open.computeIfPresent(
        key.cluster(),
        (_, all) -> {
          all.remove(key);
          return all.isEmpty() ? null : all;
        });
  }

  boolean isEmpty() {
    return wanted.isEmpty() && open.isEmpty();
  }

  SortedSet<String> clusters() {
    SortedSet<String> clusters = new TreeSet<>(wanted.keySet());
    clusters.addAll(open.keySet());
    return clusters;
  }

  /** How many objects are wanted in a cluster. */
  int objects(String cluster) {
    return wanted.getOrDefault(cluster, 0);
  }

  /** How many of them are there as they are wanted. */
  int applied(String cluster) {
    int missing = 0;
    for (boolean isWanted : open.getOrDefault(cluster, NONE).values()) {
      if (isWanted) {
        missing++;
      }
    }
    return objects(cluster) - missing;
  }

  /** Those of a cluster, in the order of their keys. */
  Set<IstioKey> open(String cluster) {
    return Collections.unmodifiableSet(open.getOrDefault(cluster, NONE).keySet());
  }
}
