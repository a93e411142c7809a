package dev.isthmus.delivery;

import dev.isthmus.istio.Destination;
import dev.isthmus.istio.IstioObject;
import dev.isthmus.istio.ServiceEntry;
import dev.isthmus.istio.VirtualService;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/** In which clusters hosts are served: as it is wanted, and as it is. */
public final class ServedHosts {
  /** Served hosts of what is desired, by cluster, each with how many entries have it. */
  private final Map<String, Integer> served = new HashMap<>();

  /** Where entries that select workloads are, by host, then by cluster. */
  private final Map<String, TreeMap<String, Integer>> homes = new HashMap<>();

  /** The hosts of an entry that has something behind it. */
  public static List<String> of(@Nullable IstioObject object) {
    return object != null
            && object.spec() instanceof ServiceEntry entry
            && (entry.workloadSelector() != null || !entry.endpoints().isEmpty())
        ? entry.hosts()
        : List.of();
  }

  /** An object that is there has another form. */
  void there(String cluster, @Nullable IstioObject before, @Nullable IstioObject after) {
    home(cluster, before, -1);
    home(cluster, after, 1);
  }

  private void home(String cluster, @Nullable IstioObject form, int by) {
    if (form != null
        && form.spec() instanceof ServiceEntry entry
        && entry.workloadSelector() != null) {
      for (String host : entry.hosts()) {
        homes
            .computeIfAbsent(host, _ -> new TreeMap<>())
            .merge(cluster, by, (a, b) -> a + b == 0 ? null : a + b);
      }
    }
  }

  /** An object is wanted in another form. */
  void desired(String cluster, @Nullable IstioObject before, @Nullable IstioObject after) {
    serve(cluster, before, -1);
    serve(cluster, after, 1);
  }

  private void serve(String cluster, @Nullable IstioObject form, int by) {
    for (String host : of(form)) {
      served.merge(cluster + " " + host, by, (a, b) -> a + b == 0 ? null : a + b);
    }
  }

  boolean isServed(String cluster, String host) {
    return served.containsKey(cluster + " " + host);
  }

  /** The clusters that serve what this change of routes or of an entry newly leads to. */
  Set<String> homesOfGains(ObjectChange step) {
    Set<String> clusters = new TreeSet<>();
    IstioObject after = step.after();
    if (after == null || !Facts.narrows(/* before= */ after, /* after= */ step.before())) {
      return clusters; // it gains nothing
    }
    List<String> hosts =
        switch (after.spec()) {
          case ServiceEntry entry -> entry.endpoints().isEmpty() ? List.of() : entry.hosts();
          case VirtualService routes ->
              Facts.destinations(routes).stream().map(Destination::host).toList();
          default -> List.of();
        };
    hosts.forEach(host -> clusters.addAll(homes.getOrDefault(host, new TreeMap<>()).keySet()));
    return clusters;
  }
}
