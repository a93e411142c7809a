package dev.isthmus.translate.plan;

import dev.isthmus.api.Finding;
import dev.isthmus.api.ObjectKey;
import dev.isthmus.api.ObjectKind;
import dev.isthmus.api.ObjectRef;
import dev.isthmus.api.Reason;
import dev.isthmus.engine.Entries;
import dev.isthmus.engine.Entry;
import dev.isthmus.engine.GraphBuilder;
import dev.isthmus.engine.In;
import dev.isthmus.engine.Index;
import dev.isthmus.engine.Out;
import dev.isthmus.engine.Table;
import dev.isthmus.translate.finding.Findings;
import dev.isthmus.translate.name.VirtualAddress;
import dev.isthmus.translate.precedent.AddressKey;
import dev.isthmus.translate.precedent.Precedents;
import dev.isthmus.translate.resolve.Age;
import dev.isthmus.translate.resolve.One;
import dev.isthmus.translate.resolve.Scope;
import dev.isthmus.translate.resolve.Workspaces;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * Two hosts visible in one place never share a virtual address: the later one takes the next that
 * is free. Only these deviations are kept; mostly there are none. What a host had before it keeps,
 * and nobody else gets it. First the entries in the services' own clusters are told apart, in each
 * cluster, since they are visible in many namespaces; then, in each namespace, those of other
 * clusters' services from these and from each other.
 */
public final class AddressDeviations {

  /** The addresses that are not what the formula gives, as {@link VirtualAddress#in} has them. */
  public final Table<AddressKey, Integer> table;

  /** The deviations of a host. */
  public final Index<String, AddressKey, Integer> ofHost;

  private final Table<AddressKey, Integer> atHome;
  private final Table<ViewKey, Scope> views;
  private final Index<String, ObjectKey, FederatedHosts> byCluster;
  private final Index<String, ObjectKey, FederatedHosts> byFederating;
  private final Index<ViewKey, ObjectKey, FederatedHosts> seenIn;
  private final Index<String, UseKey, Use> usedBy;
  private final Index<String, AddressKey, Integer> before;
  private final Federation federation;
  private final Precedents precedents;
  private final Findings findings;

  /** What a workspace sees in a cluster. */
  private record ViewKey(String workspace, String cluster) implements Comparable<ViewKey> {
    @Override
    public int compareTo(ViewKey other) {
      int order = workspace.compareTo(other.workspace);
      return order == 0 ? cluster.compareTo(other.cluster) : order;
    }
  }

  /** A host to be given an address. */
  private record Wish(Age age, String host, ObjectKey service, VirtualAddress address) {
    static final Comparator<Wish> ORDER = Comparator.comparing(Wish::age).thenComparing(Wish::host);

    /** Its entry in a namespace; null: that of its service. */
    AddressKey in(String cluster, @Nullable String namespace) {
      return new AddressKey(host, cluster, namespace == null ? service.namespace() : namespace);
    }

    static Wish of(Age age, String host, ObjectKey service) {
      return new Wish(age, host, service, VirtualAddress.of(service));
    }
  }

  public AddressDeviations(
      GraphBuilder graph,
      Workspaces workspaces,
      Federation federation,
      Uses uses,
      Precedents precedents,
      Findings findings) {
    this.federation = federation;
    this.precedents = precedents;
    this.findings = findings;
    atHome = graph.table("addresses that deviate at home");
    table = graph.table("addresses that deviate");
    ofHost = graph.index("deviating addresses by host", table, (k, v) -> List.of(k.host()));
    before =
        graph.index(
            "precedents of addresses by cluster",
            precedents.addresses,
            (k, v) -> List.of(k.cluster()));
    views = graph.table("views");
    byCluster =
        graph.index(
            "federated services by cluster", federation.hosts, (k, v) -> List.of(k.cluster()));
    byFederating =
        graph.index("federated services by workspace", federation.hosts, (k, v) -> v.federating());
    seenIn =
        graph.index("federated services by view", federation.hosts, AddressDeviations::viewers);
    usedBy = graph.index("uses by workspace", uses.table, (k, v) -> List.of(k.workspace()));
    graph
        .rule("hosts of one cluster have different addresses there")
        .from(byCluster)
        .uses(before)
        .emits(atHome, table, precedents.keptAddresses, findings.table)
        .each(this::atHome);
    graph
        .rule("a workspace has a view in each of its clusters")
        .from(workspaces.scopes)
        .emits(views)
        .each((workspace, scope, in, out) ->
            scope
                .written()
                .keySet()
                .forEach(c -> out.put(views, new ViewKey(workspace, c), scope)));
    graph
        .rule("hosts visible in one namespace have different addresses there")
        .from(views)
        .uses(byFederating, seenIn, usedBy, before, atHome, federation.hosts)
        .emits(table, precedents.keptAddresses, findings.table)
        .each(this::elsewhere);
  }

  private static List<ViewKey> viewers(ObjectKey service, FederatedHosts federated) {
    List<ViewKey> viewers = new ArrayList<>(1 + federated.importers().size());
    viewers.add(new ViewKey(federated.owner(), service.cluster()));
    for (String importer : federated.importers()) {
      viewers.add(new ViewKey(importer, service.cluster()));
    }
    return viewers;
  }

  private void atHome(String cluster, Entries<ObjectKey, FederatedHosts> services, In in, Out out) {
    List<Wish> wishes = new ArrayList<>(services.size());
    services.forEach((key, federated) -> add(wishes, key, federated));
    wishes.sort(Wish.ORDER);
    assign(cluster, null, wishes, Set.of(), in.get(before, cluster), out)
        .forEach((key, address) -> out.put(atHome, key, address));
  }

  private void elsewhere(ViewKey view, Scope scope, In in, Out out) {
    List<Wish> wishes = wishes(view, in);
    if (wishes.isEmpty()) {
      return;
    }
    Set<Integer> local = new HashSet<>();
    for (Entry<ObjectKey, FederatedHosts> entry : in.get(seenIn, view)) {
      for (String host : entry.value().names()) {
        String namespace = entry.key().namespace();
        AddressKey key = new AddressKey(host, view.cluster(), namespace);
        Integer deviating = in.get(atHome, key);
        local.add(
            deviating == null
                ? VirtualAddress.of(entry.key()).in(namespace, view.cluster(), 0)
                : deviating);
      }
    }
    Entries<AddressKey, Integer> kept = in.get(before, view.cluster());
    for (String namespace : scope.writtenIn(view.cluster())) {
      assign(view.cluster(), namespace, wishes, local, kept, out);
    }
  }

  /** The hosts of other clusters' services that the workspace's namespaces may have entries of. */
  private List<Wish> wishes(ViewKey view, In in) {
    Map<String, Wish> wishes = new TreeMap<>();
    for (Entry<ObjectKey, FederatedHosts> entry : in.get(byFederating, view.workspace())) {
      if (!entry.key().cluster().equals(view.cluster())) {
        for (Offer offer : entry.value().offers()) {
          if (offer.workspace().equals(view.workspace())) {
            wishes.put(offer.host(), Wish.of(entry.value().age(), offer.host(), entry.key()));
          }
        }
      }
    }
    for (UseKey use : in.get(usedBy, view.workspace(), Entries::keys)) {
      if (!use.service().cluster().equals(view.cluster()) && !wishes.containsKey(use.host())) {
        in.get(federation.hosts, use.service(), federated -> ageOf(federated, use.host()))
            .ifPresent(age -> wishes.put(use.host(), Wish.of(age, use.host(), use.service())));
      }
    }
    List<Wish> sorted = new ArrayList<>(wishes.values());
    sorted.sort(Wish.ORDER);
    return sorted;
  }

  /** Empty when the host is not a federated one. */
  private static Optional<Age> ageOf(@Nullable FederatedHosts federated, String host) {
    return federated != null && federated.names().contains(host)
        ? Optional.of(federated.age())
        : Optional.empty();
  }

  private static void add(List<Wish> wishes, ObjectKey service, FederatedHosts federated) {
    for (String host : federated.names()) {
      wishes.add(Wish.of(federated.age(), host, service));
    }
  }

  /**
   * Gives each host an address, and tells those that deviate.
   *
   * @param namespace where the entries are; null: each in its service's
   */
  private Map<AddressKey, Integer> assign(
      String cluster,
      @Nullable String namespace,
      List<Wish> wishes,
      Set<Integer> local,
      Entries<AddressKey, Integer> kept,
      Out out) {
    AddressChoice choice = new AddressChoice(local, kept);
    Map<AddressKey, Integer> deviating = new TreeMap<>();
    if (!kept.isEmpty()) {
      wishes.forEach(wish -> choice.keep(wish.in(cluster, namespace), wish.address()));
    }
    for (Wish wish : wishes) {
      String there = namespace == null ? wish.service().namespace() : namespace;
      if (choice.takesFirst(wish.address().in(there, cluster, 0))) {
        continue;
      }
      AddressKey key = wish.in(cluster, namespace);
      AddressChoice.Chosen chosen = choice.choose(key, wish.address());
      if (chosen.deviates()) {
        deviating.put(key, chosen.address());
        out.put(table, key, chosen.address());
      }
      if (!chosen.why().isEmpty()) {
        findings.put(out, collision(wish, chosen.why()));
      }
      if (kept.containsKey(key)) {
        out.put(precedents.keptAddresses, key, One.ONE);
      }
    }
    return deviating;
  }

  /** The other host may be another workspace's: it is not named. */
  private static Finding collision(Wish wish, String why) {
    return new Finding(
        Reason.VIRTUAL_ADDRESS_COLLISION,
        new ObjectRef(ObjectKind.SERVICE, wish.service()),
        "metadata.name",
        "The virtual address that the name of " + wish.host() + " gives " + why,
        "The host has another address in some namespaces; callers by name do not notice.",
        "Nothing is to be done.");
  }
}
