package dev.isthmus.server.simulation;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.isthmus.api.ObjectRef;
import dev.isthmus.api.port.StoredObject;
import dev.isthmus.api.port.Write;
import dev.isthmus.delivery.Facts;
import dev.isthmus.delivery.IstioKey;
import dev.isthmus.delivery.Ownership;
import dev.isthmus.istio.ClientTlsSettings;
import dev.isthmus.istio.Destination;
import dev.isthmus.istio.DestinationRule;
import dev.isthmus.istio.Gateway;
import dev.isthmus.istio.IstioJson;
import dev.isthmus.istio.IstioKind;
import dev.isthmus.istio.IstioObject;
import dev.isthmus.istio.ServerTlsSettings;
import dev.isthmus.istio.ServiceEntry;
import dev.isthmus.istio.VirtualService;
import java.util.ArrayList;
import java.util.Collection;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/** What must hold of each write, whatever went wrong before. */
final class Checks {
  private final Ownership ownership;

  /** Each stored form is read once. */
  private final IdentityHashMap<StoredObject, Optional<IstioObject>> read = new IdentityHashMap<>();

  Checks(Ownership ownership) {
    this.ownership = ownership;
  }

  static Optional<IstioKey> key(SimCluster cluster, ObjectRef ref) {
    return IstioKind.of(ref.kind().apiVersion(), ref.kind().kind())
        .map(kind -> new IstioKey(cluster.name, ref.key().namespace(), kind, ref.key().name()));
  }

  @Nullable IstioObject read(@Nullable StoredObject stored) {
    return stored == null
        ? null
        : read.computeIfAbsent(stored, o -> Optional.ofNullable(read(o.json()))).orElse(null);
  }

  private static @Nullable IstioObject read(ObjectNode json) {
    return IstioJson.read(json) instanceof IstioJson.Read read ? read.object() : null;
  }

  boolean isOurs(SimCluster cluster, StoredObject stored) {
    return isOurs(cluster, stored.ref(), read(stored));
  }

  boolean isOurs(SimCluster cluster, ObjectRef ref, ObjectNode json) {
    return isOurs(cluster, ref, read(json));
  }

  private boolean isOurs(SimCluster cluster, ObjectRef ref, @Nullable IstioObject object) {
    Optional<IstioKey> key = key(cluster, ref);
    return object != null
        && key.isPresent()
        && ownership.proves(cluster.uid, key.get(), object.annotations());
  }

  /** Nothing foreign is touched, and nothing is changed that is right already. */
  void before(SimCluster cluster, Write write) {
    StoredObject there = cluster.get(write.ref());
    if (there == null || key(cluster, write.ref()).isEmpty()) {
      return;
    }
    String version =
        switch (write) {
          case Write.Create _ -> "";
          case Write.Replace replace -> replace.resourceVersion();
          case Write.Delete delete -> delete.resourceVersion();
          case Write.ApplyStatus _ -> "";
        };
    if (there.resourceVersion().equals(version)) {
      must(isOurs(cluster, there), "nothing foreign is touched: " + write);
    }
  }

  /** No list of identities is empty. */
  void after(SimCluster cluster, Write write) {
    IstioObject object = read(cluster.get(write.ref()));
    if (object != null && object.spec() instanceof DestinationRule rule) {
      for (ClientTlsSettings tls : tls(rule)) {
        must(!tls.subjectAltNames().isEmpty(), "a list of identities is not empty: " + write);
      }
    }
  }

  private static List<ClientTlsSettings> tls(DestinationRule rule) {
    List<ClientTlsSettings> all = new ArrayList<>();
    if (rule.trafficPolicy() != null) {
      rule.trafficPolicy()
          .portLevelSettings()
          .forEach(port -> {
            if (port.tls() != null && port.tls().mode() == ClientTlsSettings.Mode.ISTIO_MUTUAL) {
              all.add(port.tls());
            }
          });
    }
    return all;
  }

  /**
   * What is broken: routes to a host of ours without its entry or the subset's rule, remote entries
   * without one at home or a gateway that lets them in.
   */
  SortedSet<String> broken(Collection<SimCluster> clusters) {
    SortedSet<String> homes = new TreeSet<>();
    SortedSet<String> gates = new TreeSet<>();
    SortedSet<String> entries = new TreeSet<>();
    SortedSet<String> subsets = new TreeSet<>();
    Map<IstioKey, IstioObject> ours = new TreeMap<>();
    for (SimCluster cluster : clusters) {
      for (StoredObject stored : cluster.objects().values()) {
        Optional<IstioKey> key = key(cluster, stored.ref());
        if (key.isPresent() && isOurs(cluster, stored)) {
          IstioObject object = read(stored);
          if (object != null) {
            ours.put(key.get(), object);
            learn(cluster.name, object, homes, gates, entries, subsets);
          }
        }
      }
    }
    SortedSet<String> broken = new TreeSet<>();
    ours.forEach((key, object) -> {
      switch (object.spec()) {
        case VirtualService routes -> {
          for (Destination to : destinations(routes)) {
            String host = key.cluster() + " " + to.host();
            if (homes.contains(to.host()) || entries.contains(host)) {
              if (!entries.contains(host)) {
                broken.add(key + " leads to " + to.host() + ", which has no entry");
              }
              if (!to.subset().isEmpty() && !subsets.contains(host + " " + to.subset())) {
                broken.add(key + " leads to " + to.host() + ", which lacks " + to.subset());
              }
            }
          }
        }
        case ServiceEntry entry -> {
          for (String host : entry.endpoints().isEmpty() ? List.<String>of() : entry.hosts()) {
            if (!homes.contains(host)) {
              broken.add(key + " leads to " + host + ", which is not at home");
            }
            if (!gates.contains(host)) {
              broken.add(key + " leads to " + host + ", which no gateway lets in");
            }
          }
        }
        default -> {}
      }
    });
    return broken;
  }

  /** Whether an object of ours with another name, at the same place, has all of these facts. */
  boolean isHeldByAnother(SimCluster cluster, IstioKey key, Set<String> facts) {
    for (StoredObject stored : cluster.objects().values()) {
      Optional<IstioKey> other = key(cluster, stored.ref());
      if (other.isPresent()
          && !other.get().equals(key)
          && other.get().kind() == key.kind()
          && other.get().namespace().equals(key.namespace())
          && isOurs(cluster, stored)
          && Facts.of(read(stored)).containsAll(facts)) {
        return true;
      }
    }
    return false;
  }

  private static void learn(
      String cluster,
      IstioObject object,
      SortedSet<String> homes,
      SortedSet<String> gates,
      SortedSet<String> entries,
      SortedSet<String> subsets) {
    switch (object.spec()) {
      case ServiceEntry entry -> {
        entry.hosts().forEach(host -> entries.add(cluster + " " + host));
        if (entry.workloadSelector() != null) {
          homes.addAll(entry.hosts());
        }
      }
      case DestinationRule rule ->
          rule.subsets().forEach(s -> subsets.add(cluster + " " + rule.host() + " " + s.name()));
      case Gateway gateway ->
          gateway.servers().stream()
              .filter(
                  s -> s.tls() != null && s.tls().mode() == ServerTlsSettings.Mode.AUTO_PASSTHROUGH)
              .forEach(s -> gates.addAll(s.hosts()));
      default -> {}
    }
  }

  private static List<Destination> destinations(VirtualService routes) {
    List<Destination> all = new ArrayList<>();
    routes
        .http()
        .forEach(http ->
            http.route().forEach(to -> Optional.ofNullable(to.destination()).ifPresent(all::add)));
    routes
        .tcp()
        .forEach(tcp ->
            tcp.route().forEach(to -> Optional.ofNullable(to.destination()).ifPresent(all::add)));
    return all;
  }

  static void must(boolean holds, String what) {
    if (!holds) {
      throw new AssertionError(what);
    }
  }
}
