package dev.isthmus.server;

import dev.isthmus.api.ObjectKind;
import dev.isthmus.delivery.Freeze;
import dev.isthmus.delivery.IstioKey;
import java.time.Instant;
import java.util.Collection;
import java.util.Collections;
import java.util.HashSet;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/** The clusters, as far as they are known: those that were heard or that orders are for. */
final class Members {
  private final ServerConfig config;
  private final SortedMap<String, Member> members = new TreeMap<>();

  Members(ServerConfig config) {
    this.config = config;
    member(config.management());
  }

  Member member(String cluster) {
    return members.computeIfAbsent(
        cluster, name -> new Member(name, config.kinds(), config.untranslated()));
  }

  @Nullable Member find(String cluster) {
    return members.get(cluster);
  }

  Collection<Member> all() {
    return Collections.unmodifiableCollection(members.values());
  }

  /** What was refused of an object's former form may be tried again. */
  void changed(IstioKey key) {
    Member member = members.get(key.cluster());
    if (member != null) {
      member.refused.remove(key);
    }
  }

  /** The clusters that KubernetesCluster objects name. */
  Set<String> registered() {
    Set<String> names = new TreeSet<>();
    Source source = registrations();
    if (source != null) {
      source.refs().forEach(ref -> names.add(ref.key().name()));
    }
    return names;
  }

  /** Whether all KubernetesCluster objects are known. */
  boolean knowsRegistered() {
    Source source = registrations();
    return source != null && source.knowledge() == Source.Knowledge.LIVE;
  }

  private @Nullable Source registrations() {
    return member(config.management()).sources.get(ObjectKind.KUBERNETES_CLUSTER);
  }

  /** The management cluster, those that are registered, and those that were heard. */
  SortedMap<String, ClusterView> views() {
    SortedMap<String, ClusterView> views = new TreeMap<>();
    registered().forEach(name -> views.put(name, ClusterView.of(member(name))));
    members.forEach((name, member) -> views.put(name, ClusterView.of(member)));
    return views;
  }

  /** When the next cluster will have settled that another leader may have changed. */
  Optional<Instant> nextSettled(Instant now) {
    return members.values().stream()
        .flatMap(member -> member.settles().stream())
        .filter(now::isBefore)
        .min(Instant::compareTo);
  }

  /** Whether nothing that another leader may have changed is uncertain, in any cluster. */
  boolean haveSettled(Instant now) {
    return members.keySet().containsAll(registered())
        && members.values().stream()
            .allMatch(member -> member.settles().filter(time -> !now.isBefore(time)).isPresent());
  }

  /** What keeps its form until a cluster is heard. */
  Freeze freeze() {
    Set<String> neverHeard = new HashSet<>();
    if (!member(config.management()).isHeard()) {
      neverHeard.add(config.management());
    }
    for (String cluster : registered()) {
      Member member = members.get(cluster);
      if (member == null || !member.isHeard()) {
        neverHeard.add(cluster);
      }
    }
    return new Freeze(neverHeard, config.management());
  }

  /** Clusters whose absences, uid or writing wait for {@code approve}, with the reason. */
  SortedMap<String, String> doubts() {
    SortedMap<String, String> doubts = new TreeMap<>();
    for (Member member : members.values()) {
      if (member.isRebuilt()) {
        doubts.put(member.name, "the cluster has another uid: it was rebuilt");
      } else if (member.hasDoubts()) {
        doubts.put(member.name, "the cluster was rolled back: what is missing may come back");
      } else if (member.observing) {
        doubts.put(member.name, "its agent observes only");
      }
    }
    return doubts;
  }

  /** What a next server is to know of the clusters. */
  SortedMap<String, Memory.Cluster> memory() {
    SortedMap<String, Memory.Cluster> clusters = new TreeMap<>();
    members.forEach((name, member) -> clusters.put(name, member.memory()));
    return clusters;
  }
}
