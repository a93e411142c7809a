package dev.isthmus.server.status;

import dev.isthmus.delivery.IstioKey;
import java.util.Collections;
import java.util.HashMap;
import java.util.Map;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;

/** What one object of a user has a part in: how many generated objects, and which are open. */
final class Share {
  private final Map<String, Integer> wanted = new HashMap<>();

  /** Those that are not yet as they are wanted; true: wanted, false: to go. */
  private final SortedMap<IstioKey, Boolean> open = new TreeMap<>();

  void wanted(String cluster, int by) {
    wanted.merge(cluster, by, (a, b) -> a + b == 0 ? null : a + b);
  }

  void open(IstioKey key, boolean isWanted) {
    open.put(key, isWanted);
  }

  void settled(IstioKey key) {
    open.remove(key);
  }

  boolean isEmpty() {
    return wanted.isEmpty() && open.isEmpty();
  }

  SortedSet<String> clusters() {
    SortedSet<String> clusters = new TreeSet<>(wanted.keySet());
    open.keySet().forEach(key -> clusters.add(key.cluster()));
    return clusters;
  }

  /** How many objects are wanted in a cluster. */
  int objects(String cluster) {
    return wanted.getOrDefault(cluster, 0);
  }

  /** How many of them are there as they are wanted. */
  int applied(String cluster) {
    int missing = 0;
    for (Map.Entry<IstioKey, Boolean> entry : open.entrySet()) {
      if (entry.getValue() && entry.getKey().cluster().equals(cluster)) {
        missing++;
      }
    }
    return objects(cluster) - missing;
  }

  SortedSet<IstioKey> open() {
    return Collections.unmodifiableSortedSet(new TreeSet<>(open.keySet()));
  }
}
