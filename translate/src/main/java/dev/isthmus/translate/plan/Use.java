package dev.isthmus.translate.plan;

import dev.isthmus.api.Labels;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * Where the VirtualServices are that route to a host, and which subsets of it they use.
 *
 * @param places the namespaces, by cluster
 * @param subsets the labels of the subsets, in order; empty when routes go to the whole service
 *     only
 * @param clusters the clusters of all that those VirtualServices rest on
 */
public record Use(
    SortedMap<String, List<String>> places, List<Labels> subsets, Set<String> clusters) {
  public Use {
    TreeMap<String, List<String>> copy = new TreeMap<>();
    for (Map.Entry<String, List<String>> place : places.entrySet()) {
      copy.put(place.getKey(), List.copyOf(place.getValue()));
    }
    places = Collections.unmodifiableSortedMap(copy);
    subsets = List.copyOf(subsets);
    clusters = Set.copyOf(clusters);
  }
}
