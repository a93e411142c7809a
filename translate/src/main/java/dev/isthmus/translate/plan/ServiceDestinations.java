package dev.isthmus.translate.plan;

import dev.isthmus.api.Finding;
import dev.isthmus.api.Labels;
import dev.isthmus.api.ObjectKey;
import dev.isthmus.api.ObjectRef;
import dev.isthmus.api.gloo.admin.ShareableKind;
import dev.isthmus.api.gloo.selector.DestinationKind;
import dev.isthmus.api.gloo.selector.DestinationReference;
import dev.isthmus.api.gloo.selector.ObjectReference;
import dev.isthmus.engine.Entry;
import dev.isthmus.engine.In;
import dev.isthmus.engine.Source;
import dev.isthmus.istio.Destination;
import dev.isthmus.istio.PortSelector;
import dev.isthmus.translate.name.SubsetNames;
import dev.isthmus.translate.resolve.Backend;
import dev.isthmus.translate.resolve.BackendPort;
import dev.isthmus.translate.resolve.Backends;
import dev.isthmus.translate.resolve.Clusters;
import dev.isthmus.translate.resolve.NamespacedName;
import dev.isthmus.translate.resolve.Visibility;
import dev.isthmus.translate.route.Place;
import java.util.List;
import java.util.Set;
import java.util.StringJoiner;
import java.util.TreeSet;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * What destinations of routes are, seen by the workspace that owns the RouteTable (API reference,
 * 4.2): in the service's own cluster its local host, elsewhere its federated host.
 */
public final class ServiceDestinations {

  private final Clusters clusters;
  private final Backends backends;
  private final Visibility visibility;
  private final Federation federation;
  private final LocalHosts localHosts;

  public ServiceDestinations(
      Clusters clusters,
      Backends backends,
      Visibility visibility,
      Federation federation,
      LocalHosts localHosts) {
    this.clusters = clusters;
    this.backends = backends;
    this.visibility = visibility;
    this.federation = federation;
    this.localHosts = localHosts;
  }

  /** What rules that ask here must declare to use. */
  public Source[] sources() {
    return new Source[] {
      clusters.table, backends.table, backends.byName, visibility.shares, federation.table
    };
  }

  /** Either a destination, or why there is none. */
  public sealed interface Answer {
    /**
     * A destination.
     *
     * @param by the settings that let the viewer see the service, and that federate it
     * @param answering the other clusters by whose workloads alone a federated one has identities
     */
    record Leads(ResolvedRoute route, List<ObjectRef> by, Set<String> answering) implements Answer {
      public Leads {
        by = List.copyOf(by);
        answering = Set.copyOf(answering);
      }
    }

    record Nowhere(Finding finding) implements Answer {}
  }

  /**
   * What of a service routes need.
   *
   * @param selects whether it has a selector, so that its endpoints are its workloads
   * @param workload whether a workload is there that the route leads to
   */
  private record Seen(
      String owner,
      Labels labels,
      List<BackendPort> ports,
      String alias,
      boolean selects,
      boolean workload) {

    boolean hasNoTarget(BackendPort port) {
      return selects && alias.isEmpty() && port.targetPort() == 0;
    }
  }

  /** What of an offer routes need. */
  private record Offered(
      String host,
      List<BackendPort> ports,
      boolean reachable,
      ObjectRef by,
      ObjectRef via,
      Set<String> answering) {

    static @Nullable Offered of(@Nullable Federated federated, String viewer) {
      Offer offer = federated == null ? null : federated.offerFor(viewer);
      return federated == null || offer == null
          ? null
          : new Offered(
              offer.host(),
              offer.ports(),
              offer.reachable(),
              offer.settings(),
              offer.gatewaySettings(),
              federated.answering());
    }
  }

  /**
   * Resolves a destination for the proxies of a cluster.
   *
   * @param viewer the workspace with whose eyes
   * @param reference what the route names
   * @param place where it does; its object's namespace is the default
   * @param warnings takes what is wrong and yet leads somewhere
   */
  public Answer resolve(
      String viewer,
      String cluster,
      DestinationReference reference,
      Place place,
      In in,
      Consumer<Finding> warnings) {
    ObjectReference ref = reference.ref();
    if (ref == null || reference.kind() != DestinationKind.SERVICE) {
      return new Answer.Nowhere(DestinationFindings.kindNotSupported(place, reference.kind()));
    }
    String home = ref.cluster().isEmpty() ? cluster : ref.cluster();
    String namespace =
        ref.namespace().isEmpty() ? place.object().key().namespace() : ref.namespace();
    ObjectKey key = new ObjectKey(home, namespace, ref.name());
    Labels subset = Labels.copyOf(reference.subset());
    Seen seen =
        in.<ObjectKey, Backend, @Nullable Seen>get(
            backends.table, key, backend -> seen(backend, subset));
    if (seen == null
        || !visibility.sees(viewer, seen.owner(), ShareableKind.SERVICE, seen.labels(), key, in)) {
      return new Answer.Nowhere(notFound(viewer, key, ref.cluster().isEmpty(), place, in));
    }
    String host = localHosts.of(key, in);
    List<BackendPort> ports = seen.ports();
    Set<ObjectRef> by = new TreeSet<>(visibility.sharedBy(viewer, seen.owner(), in));
    Set<String> answering = Set.of();
    if (!home.equals(cluster)) {
      Offered offered =
          in.<ObjectKey, Federated, @Nullable Offered>get(
              federation.table, key, federated -> Offered.of(federated, viewer));
      if (offered == null) {
        return new Answer.Nowhere(DestinationFindings.notFederated(place, key));
      }
      if (!offered.reachable()) {
        return new Answer.Nowhere(DestinationFindings.notReachable(place, key));
      }
      by.addAll(List.of(offered.by(), offered.via()));
      answering = offered.answering();
      host = offered.host();
      ports = offered.ports();
    }
    BackendPort port = Backend.port(ports, reference.port());
    if (port == null) {
      return new Answer.Nowhere(
          DestinationFindings.noPort(
              place,
              ref.cluster().isEmpty() ? namespace + "/" + ref.name() : key.toString(),
              reference.port(),
              ports,
              !home.equals(cluster)));
    }
    if (!seen.alias().isEmpty() && !leads(viewer, seen.alias(), key, port, in)) {
      warnings.accept(DestinationFindings.onlyName(place, key, seen.alias(), port.number()));
    } else if (!seen.workload()) {
      warnings.accept(withoutWorkload(key, subset, place, in));
    } else if (seen.hasNoTarget(port)) {
      warnings.accept(DestinationFindings.targetPortUnknown(place, key, port));
    }
    return new Answer.Leads(
        new ResolvedRoute(
            new Destination(
                host,
                new PortSelector(port.number()),
                subset.isEmpty() ? "" : SubsetNames.of(subset)),
            new ServiceTarget(key, host),
            subset),
        List.copyOf(by),
        answering);
  }

  private static @Nullable Seen seen(@Nullable Backend backend, Labels subset) {
    return backend == null
        ? null
        : new Seen(
            backend.owner(),
            backend.labels(),
            backend.ports(),
            backend.alias(),
            !backend.selector().isEmpty(),
            subset.isEmpty() ? !backend.bare() : backend.hasSubset(subset));
  }

  /** Whether a host is that of a service that the viewer sees in the cluster of its other name. */
  private boolean leads(String viewer, String host, ObjectKey name, BackendPort port, In in) {
    String[] labels = host.split("\\.", 3);
    if (labels.length < 3) {
      return false;
    }
    ObjectKey service = new ObjectKey(name.cluster(), labels[1], labels[0]);
    Seen seen =
        in.<ObjectKey, Backend, @Nullable Seen>get(
            backends.table, service, backend -> seen(backend, Labels.EMPTY));
    return seen != null
        && host.equals(localHosts.of(service, in))
        && visibility.sees(viewer, seen.owner(), ShareableKind.SERVICE, seen.labels(), service, in)
        && seen.alias().isEmpty()
        && seen.workload()
        && seen.ports().stream().anyMatch(known -> known.number() == port.number());
  }

  private Finding withoutWorkload(ObjectKey key, Labels subset, Place place, In in) {
    if (!subset.isEmpty()) {
      return DestinationFindings.subsetWithoutWorkload(
          place, key, subset, workloads(key, subset, in));
    }
    Labels selector =
        in.get(backends.table, key, backend -> backend == null ? Labels.EMPTY : backend.selector());
    return DestinationFindings.withoutWorkload(place, key, selector);
  }

  /** What the workloads have for the labels of a subset: {@code v1, v2} for version. */
  private List<String> workloads(ObjectKey key, Labels subset, In in) {
    return in.get(
        backends.table,
        key,
        backend ->
            backend == null
                ? List.of()
                : backend.workloads().stream()
                    .map(labels -> labels.get(subset.firstKey()))
                    .filter(value -> value != null)
                    .distinct()
                    .sorted()
                    .toList());
  }

  /**
   * Only clusters whose service the viewer sees are named; the callers' are not, so that one
   * finding serves for all of them.
   */
  private Finding notFound(String viewer, ObjectKey key, boolean ownCluster, Place place, In in) {
    if (!ownCluster) {
      return DestinationFindings.notFound(place, key, " in " + key.cluster());
    }
    StringJoiner elsewhere = new StringJoiner(", ");
    for (Entry<ObjectKey, Backend> entry : in.get(backends.byName, NamespacedName.of(key))) {
      Backend other = entry.value();
      if (visibility.sees(
          viewer, other.owner(), ShareableKind.SERVICE, other.labels(), other.key(), in)) {
        elsewhere.add(other.key().cluster());
      }
    }
    return elsewhere.length() == 0
        ? DestinationFindings.notFound(place, key, "")
        : DestinationFindings.notEverywhere(place, key, elsewhere.toString());
  }
}
