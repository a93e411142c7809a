package dev.isthmus.translate.emit;

import dev.isthmus.api.ObjectKey;
import dev.isthmus.engine.Entries;
import dev.isthmus.engine.Entry;
import dev.isthmus.engine.GraphBuilder;
import dev.isthmus.engine.In;
import dev.isthmus.engine.Out;
import dev.isthmus.translate.finding.Findings;
import dev.isthmus.translate.plan.AddressDeviations;
import dev.isthmus.translate.plan.Federated;
import dev.isthmus.translate.plan.Federation;
import dev.isthmus.translate.plan.NameClaims;
import dev.isthmus.translate.plan.Offer;
import dev.isthmus.translate.plan.Use;
import dev.isthmus.translate.plan.UseKey;
import dev.isthmus.translate.plan.Uses;
import dev.isthmus.translate.resolve.Backend;
import dev.isthmus.translate.resolve.Backends;
import dev.isthmus.translate.resolve.EastWestGateway;
import dev.isthmus.translate.resolve.EastWestGateways;
import dev.isthmus.translate.resolve.GatewayPlace;
import dev.isthmus.translate.resolve.Scope;
import dev.isthmus.translate.resolve.Workspaces;
import java.util.ArrayList;
import java.util.List;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * The objects of federated services: entries and rules, in their own cluster and in all others
 * (docs/translation.md#federation).
 */
public final class FederationOutputs {

  private final Workspaces workspaces;
  private final Backends backends;
  private final EastWestGateways gateways;
  private final Uses uses;
  private final NameClaims names;
  private final AddressDeviations addresses;
  private final Outputs outputs;

  public FederationOutputs(
      GraphBuilder graph,
      Workspaces workspaces,
      Backends backends,
      EastWestGateways gateways,
      Federation federation,
      Uses uses,
      AddressDeviations addresses,
      Findings findings,
      Outputs outputs) {
    this.workspaces = workspaces;
    this.backends = backends;
    this.gateways = gateways;
    this.uses = uses;
    names = federation.names;
    this.addresses = addresses;
    this.outputs = outputs;
    graph
        .rule("federation: entries and rules of a service in all clusters")
        .from(federation.table)
        .uses(workspaces.scopes, workspaces.memberships)
        .uses(backends.table, gateways.table, uses.byService)
        .uses(names.younger, addresses.ofHost)
        .uses(outputs.sources())
        .emits(outputs.table, findings.table)
        .each(this::emit);
  }

  private void emit(ObjectKey key, Federated federated, In in, Out out) {
    Backend backend = in.get(backends.table, key);
    if (backend == null) {
      return;
    }
    Entries<UseKey, Use> users = in.get(uses.byService, key);
    SortedSet<String> seenBy = namespacesThatSee(backend, federated, in);
    SortedMap<String, List<Offer>> byHost = new TreeMap<>();
    for (Offer offer : federated.offers()) {
      byHost.computeIfAbsent(offer.host(), h -> new ArrayList<>(1)).add(offer);
    }
    for (List<Offer> offers : byHost.values()) {
      String name = offers.getFirst().host();
      FederatedHost host =
          new FederatedHost(
              backend,
              federated,
              offers,
              users,
              names.isYounger(Federation.hostText(name), backend.ref(), in),
              in.get(addresses.ofHost, name));
      host.emitLocal(List.copyOf(seenBy), outputs.sink(in, out));
      Offer first = offers.getFirst();
      if (first.reachable()) {
        List<EastWestGateway> via =
            in.get(gateways.table, new GatewayPlace(first.gatewaySource(), key.cluster()));
        host.emitRemote(
            via == null ? List.of() : via, targets(host, offers, users, in), outputs.sink(in, out));
      }
    }
  }

  /**
   * The namespaces of the service's own cluster that may see its entry: the owner's, those of
   * workspaces that import the service, and those of the cluster's east-west gateways, which must
   * see host, rule and subsets.
   */
  private SortedSet<String> namespacesThatSee(Backend backend, Federated federated, In in) {
    String cluster = backend.key().cluster();
    SortedSet<String> names = new TreeSet<>(namespaces(federated.owner(), cluster, in));
    for (String importer : federated.importers()) {
      names.addAll(namespaces(importer, cluster, in));
    }
    for (Offer offer : federated.offers()) {
      List<EastWestGateway> via =
          in.get(gateways.table, new GatewayPlace(offer.gatewaySource(), cluster));
      if (via != null) {
        for (EastWestGateway gateway : via) {
          names.add(gateway.key().namespace());
        }
      }
    }
    return names;
  }

  private List<String> namespaces(String workspace, String cluster, In in) {
    return in.get(
        workspaces.scopes, workspace, scope -> scope == null ? List.of() : scope.in(cluster));
  }

  /**
   * The namespaces of other clusters that need the host: those of the workspaces that federate it,
   * and those that route to it.
   */
  private SortedMap<String, SortedMap<String, Target>> targets(
      FederatedHost host, List<Offer> offers, Entries<UseKey, Use> users, In in) {
    SortedMap<String, SortedMap<String, Target>> targets = new TreeMap<>();
    for (Offer offer : offers) {
      Scope scope = in.get(workspaces.scopes, offer.workspace());
      if (scope != null) {
        scope
            .written()
            .forEach((c, names) -> add(targets, host, c, names, offer.workspace(), false));
      }
    }
    for (Entry<UseKey, Use> user : users) {
      if (user.key().host().equals(host.name())) {
        user.value()
            .places()
            .forEach((c, names) -> {
              add(targets, host, c, names, user.key().workspace(), true);
              use(targets, c, names, user.value());
            });
      }
    }
    return targets;
  }

  private static void add(
      SortedMap<String, SortedMap<String, Target>> targets,
      FederatedHost host,
      String cluster,
      List<String> namespaces,
      String workspace,
      boolean forRoutes) {
    if (cluster.equals(host.cluster())) {
      return;
    }
    SortedMap<String, Target> there = targets.computeIfAbsent(cluster, c -> new TreeMap<>());
    for (String namespace : namespaces) {
      there.computeIfAbsent(namespace, n -> new Target(workspace, forRoutes));
    }
  }

  private static void use(
      SortedMap<String, SortedMap<String, Target>> targets,
      String cluster,
      List<String> namespaces,
      Use use) {
    SortedMap<String, Target> there = targets.get(cluster);
    for (String namespace : namespaces) {
      Target target = there == null ? null : there.get(namespace);
      if (target != null) {
        target.use(use);
      }
    }
  }
}
