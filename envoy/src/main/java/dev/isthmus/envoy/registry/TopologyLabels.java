package dev.isthmus.envoy.registry;

import dev.isthmus.envoy.Locality;
import java.util.Map;
import java.util.TreeMap;

/** Labels of a workload with those that Istio adds for its place; subsets and failover use them. */
public final class TopologyLabels {
  private TopologyLabels() {}

  public static Map<String, String> add(
      Map<String, String> labels, String cluster, String locality, String node) {
    Map<String, String> result = new TreeMap<>(labels);
    Locality place = Locality.parse(locality);
    put(result, "topology.kubernetes.io/region", place.region());
    put(result, "topology.kubernetes.io/zone", place.zone());
    put(result, "topology.istio.io/subzone", place.subzone());
    put(result, "topology.istio.io/cluster", cluster);
    put(result, "kubernetes.io/hostname", node);
    return result;
  }

  private static void put(Map<String, String> labels, String key, String value) {
    if (!value.isEmpty()) {
      labels.put(key, value);
    }
  }
}
