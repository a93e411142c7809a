package dev.isthmus.translate.emit;

import dev.isthmus.api.Labels;
import dev.isthmus.api.ObjectKey;
import dev.isthmus.engine.Out;
import dev.isthmus.translate.Provenance;
import dev.isthmus.translate.name.SubsetNames;
import dev.isthmus.translate.plan.ResolvedRoute;
import dev.isthmus.translate.plan.ServiceTarget;
import dev.isthmus.translate.plan.TableTarget;
import dev.isthmus.translate.plan.Use;
import dev.isthmus.translate.plan.UseKey;
import dev.isthmus.translate.plan.Uses;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * Which hosts the VirtualServices of a table lead to, from where, and with which subsets; filled
 * while its rule runs.
 */
final class UseCollector {

  /** What is known of one host. */
  private static final class Found {
    private final SortedMap<String, TreeSet<String>> places = new TreeMap<>();
    private final SortedMap<String, Labels> subsets = new TreeMap<>();
    private final Set<String> clusters = new TreeSet<>();
  }

  private final SortedMap<ServiceTarget, Found> found = new TreeMap<>();

  /** Those of one VirtualService. */
  void add(Collection<ResolvedRoute> routes, String cluster, String namespace, Provenance why) {
    for (ResolvedRoute route : routes) {
      Found host = found.computeIfAbsent(route.target(), t -> new Found());
      host.places.computeIfAbsent(cluster, c -> new TreeSet<>()).add(namespace);
      host.clusters.add(cluster);
      host.clusters.addAll(why.clusters());
      if (!route.subset().isEmpty()) {
        host.subsets.put(SubsetNames.of(route.subset()), route.subset());
      }
    }
  }

  void emit(TableTarget target, Uses uses, Out out) {
    for (Map.Entry<ServiceTarget, Found> entry : found.entrySet()) {
      ObjectKey service = entry.getKey().service();
      SortedMap<String, List<String>> places = new TreeMap<>();
      entry
          .getValue()
          .places
          .forEach((cluster, names) -> places.put(cluster, new ArrayList<>(names)));
      out.put(
          uses.table,
          new UseKey(service, entry.getKey().host(), target.workspace(), target.table()),
          new Use(
              places, List.copyOf(entry.getValue().subsets.values()), entry.getValue().clusters));
    }
  }
}
