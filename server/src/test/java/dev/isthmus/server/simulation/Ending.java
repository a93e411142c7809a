package dev.isthmus.server.simulation;

import dev.isthmus.api.Finding;
import dev.isthmus.api.Reason;
import dev.isthmus.api.port.StoredObject;
import dev.isthmus.delivery.IstioKey;
import dev.isthmus.istio.IstioObject;
import dev.isthmus.translate.Output;
import dev.isthmus.translate.Translation;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;

/** At the end the clusters hold what a fresh translation of what they hold gives. */
final class Ending {
  private final Simulation simulation;

  Ending(Simulation simulation) {
    this.simulation = simulation;
  }

  void check(Translation fresh) {
    Set<String> closed =
        fresh.findings().stream()
            .filter(finding -> finding.reason() == Reason.FOREIGN_AGENT)
            .map((Finding finding) -> finding.object().key().name())
            .collect(Collectors.toSet());
    SortedMap<IstioKey, IstioObject> wanted = new TreeMap<>();
    fresh
        .outputs()
        .forEach((key, output) -> {
          if (simulation.clusters.containsKey(key.cluster())) {
            wanted.put(
                new IstioKey(key.cluster(), key.namespace(), key.kind(), key.name()),
                object(output));
          }
        });
    SortedMap<IstioKey, IstioObject> there = new TreeMap<>();
    for (SimCluster cluster : simulation.clusters.values()) {
      for (StoredObject stored : cluster.objects().values()) {
        Optional<IstioKey> key = Checks.key(cluster, stored.ref());
        IstioObject object = simulation.checks.read(stored);
        if (key.isPresent() && object != null && simulation.checks.isOurs(cluster, stored)) {
          there.put(key.get(), object);
        }
      }
    }
    TreeSet<IstioKey> keys = new TreeSet<>(wanted.keySet());
    keys.addAll(there.keySet());
    keys.removeIf(key -> closed.contains(key.cluster()));
    for (IstioKey key : keys) {
      IstioObject want = wanted.get(key);
      IstioObject has = there.get(key);
      boolean same =
          want != null
              && has != null
              && want.spec().equals(has.spec())
              && want.labels().equals(has.labels());
      Checks.must(
          same,
          "at the end all is as translated: "
              + key
              + "\n  wanted "
              + want
              + "\n  there  "
              + has
              + "\n  waits  "
              + simulation.leader().core.waiting().get(key)
              + "\n  doubts "
              + simulation.leader().core.doubts());
    }
  }

  private static IstioObject object(Output output) {
    return output.toIstio();
  }
}
