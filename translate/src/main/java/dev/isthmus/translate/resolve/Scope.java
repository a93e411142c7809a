package dev.isthmus.translate.resolve;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * The namespaces of a workspace, by cluster.
 *
 * @param namespaces all of them, sorted
 * @param written those that objects are written to: all but ambient ones
 */
public record Scope(
    SortedMap<String, List<String>> namespaces, SortedMap<String, List<String>> written) {

  /** No namespace in any cluster. */
  public static final Scope EMPTY =
      new Scope(Collections.emptySortedMap(), Collections.emptySortedMap());

  public Scope {
    namespaces = copy(namespaces);
    written = written.equals(namespaces) ? namespaces : copy(written);
  }

  /** Its namespaces in a cluster, sorted; empty when it has none there. */
  public List<String> in(String cluster) {
    return namespaces.getOrDefault(cluster, List.of());
  }

  /** Its namespaces in a cluster that objects are written to, sorted. */
  public List<String> writtenIn(String cluster) {
    return written.getOrDefault(cluster, List.of());
  }

  private static SortedMap<String, List<String>> copy(SortedMap<String, List<String>> map) {
    TreeMap<String, List<String>> copy = new TreeMap<>();
    for (Map.Entry<String, List<String>> entry : map.entrySet()) {
      List<String> sorted = new ArrayList<>(entry.getValue());
      Collections.sort(sorted);
      copy.put(entry.getKey(), List.copyOf(sorted));
    }
    return Collections.unmodifiableSortedMap(copy);
  }
}
