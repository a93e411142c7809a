package dev.isthmus.server;

import dev.isthmus.delivery.Brake;
import dev.isthmus.delivery.Facts;
import dev.isthmus.delivery.IstioKey;
import dev.isthmus.delivery.Rollout;
import dev.isthmus.delivery.ServedHosts;
import dev.isthmus.delivery.Wait;
import dev.isthmus.istio.IstioKind;
import dev.isthmus.istio.IstioObject;
import java.time.Instant;
import java.util.Collection;
import java.util.HashSet;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.TreeSet;

/** Which losses are explained, and which of the others the brake holds. */
final class Losses {
  private final Brake brake;
  private final Set<IstioKey> explained = new TreeSet<>();
  private final Map<IstioKey, Instant> since = new TreeMap<>();

  Losses(Brake brake) {
    this.brake = brake;
  }

  /** A change of what is wanted: whether what it takes away was seen to go. */
  void wanted(IstioKey key, boolean seen) {
    if (seen) {
      explained.add(key);
    } else {
      explained.remove(key);
    }
  }

  /** A user lets the losses of a cluster go; empty: of all. */
  void approve(String cluster, Rollout rollout) {
    for (IstioKey key : rollout.open()) {
      if (cluster.isEmpty() || key.cluster().equals(cluster)) {
        explained.add(key);
      }
    }
  }

  /** A user lets these losses go. */
  void approve(Collection<IstioKey> keys) {
    explained.addAll(keys);
  }

  /** What is held now. */
  SortedMap<IstioKey, Wait.Held> held(Rollout rollout, Members members, Instant now) {
    Set<IstioKey> open = rollout.open();
    explained.retainAll(open);
    Map<String, Map<IstioKey, Brake.Loss>> losses = new TreeMap<>();
    Set<IstioKey> losing = new HashSet<>();
    for (IstioKey key : open) {
      IstioObject there = rollout.there(key);
      IstioObject wanted = rollout.desired(key);
      if (there != null && !explained.contains(key) && Facts.narrows(there, wanted)) {
        losing.add(key);
        Instant first = Objects.requireNonNullElse(since.putIfAbsent(key, now), now);
        losses
            .computeIfAbsent(key.cluster(), _ -> new TreeMap<>())
            .put(key, new Brake.Loss(first, lastOf(key, rollout), Facts.hostsLost(there, wanted)));
      }
    }
    since.keySet().retainAll(losing);
    SortedMap<IstioKey, Wait.Held> held = new TreeMap<>();
    losses.forEach(
        (cluster, all) -> held.putAll(brake.judge(all, members.member(cluster).objects, now)));
    return held;
  }

  /** The host that would have no entry any more in this cluster, of those that had something. */
  private static String lastOf(IstioKey key, Rollout rollout) {
    if (key.kind() != IstioKind.SERVICE_ENTRY) {
      return "";
    }
    Set<String> lost = new HashSet<>(ServedHosts.of(rollout.there(key)));
    lost.removeAll(ServedHosts.of(rollout.desired(key)));
    return lost.stream()
        .filter(host -> !rollout.isServed(key.cluster(), host))
        .sorted()
        .findFirst()
        .orElse("");
  }
}
