package dev.isthmus.translate.emit;

import dev.isthmus.api.Finding;
import dev.isthmus.api.Labels;
import dev.isthmus.api.ObjectKey;
import dev.isthmus.api.ObjectRef;
import dev.isthmus.api.Reason;
import dev.isthmus.api.gloo.networking.RouteTable;
import dev.isthmus.api.gloo.selector.WorkloadSelector;
import dev.isthmus.engine.GraphBuilder;
import dev.isthmus.engine.In;
import dev.isthmus.engine.Out;
import dev.isthmus.translate.Provenance;
import dev.isthmus.translate.finding.Findings;
import dev.isthmus.translate.name.Names;
import dev.isthmus.translate.plan.GatewayWorkload;
import dev.isthmus.translate.plan.HostHolders;
import dev.isthmus.translate.plan.HostHolders.LostHosts;
import dev.isthmus.translate.plan.NameClaims;
import dev.isthmus.translate.plan.RoutePolicySets;
import dev.isthmus.translate.plan.RouteScope;
import dev.isthmus.translate.plan.RouteScopes;
import dev.isthmus.translate.plan.ServiceDestinations;
import dev.isthmus.translate.plan.TableTarget;
import dev.isthmus.translate.plan.TableTree;
import dev.isthmus.translate.plan.Uses;
import dev.isthmus.translate.resolve.One;
import dev.isthmus.translate.resolve.Owned;
import dev.isthmus.translate.route.MatchScope;
import dev.isthmus.translate.route.PolicyAttachment;
import dev.isthmus.translate.route.ProxyScope;
import dev.isthmus.translate.status.RouteFields;
import dev.isthmus.translate.status.StatusFields;
import java.util.ArrayList;
import java.util.IdentityHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.TreeSet;

/** The VirtualServices of RouteTables, on gateways and on sidecars (labs 8, 9, 11). */
public final class VirtualServices {

  private static final List<String> MESH = List.of("mesh");

  /** Keys of annotations that are the generator's own to set. */
  private static final String OWN_KEYS = "solo.io";

  private final TableTree tables;
  private final HostHolders holders;
  private final RoutePolicySets policies;
  private final ServiceDestinations destinations;
  private final Uses uses;
  private final NameClaims names;
  private final RouteFields fields;
  private final Findings findings;
  private final Outputs outputs;

  public VirtualServices(
      GraphBuilder graph,
      TableTree tables,
      RouteScopes scopes,
      HostHolders holders,
      RoutePolicySets policies,
      ServiceDestinations destinations,
      Uses uses,
      StatusFields status,
      Findings findings,
      Outputs outputs) {
    this.tables = tables;
    this.holders = holders;
    this.policies = policies;
    this.destinations = destinations;
    this.uses = uses;
    names = scopes.names;
    fields = new RouteFields(status);
    this.findings = findings;
    this.outputs = outputs;
    graph
        .rule("routes: VirtualServices on gateways and in namespaces of sidecars")
        .from(scopes.table)
        .uses(holders.lossesOf, names.younger)
        .uses(tables.sources())
        .uses(policies.sources())
        .uses(destinations.sources())
        .uses(outputs.sources())
        .emits(outputs.table, uses.table, policies.reached, tables.reached, findings.table)
        .emits(status.items())
        .each(this::emit);
  }

  /** What all VirtualServices of one table for one workspace have in common. */
  private record Common(
      Outputs.Sink sink,
      Owned<RouteTable> root,
      TableTarget target,
      RouteTableRun run,
      UseCollector used,
      LostHosts lost,
      SortedMap<String, String> annotations,
      String name,
      Map<RoutedSpec, Provenance> why) {}

  private void emit(TableTarget target, RouteScope scope, In in, Out out) {
    Owned<RouteTable> root = in.get(tables.objects.table, target.table());
    if (root == null) {
      return;
    }
    TableTree.Tree tree = tables.flatten(root, in);
    tree.flattened().findings().forEach(finding -> findings.put(out, finding));
    PolicyAttachment.Attached attached =
        policies.attach(tree.flattened().routes(), tree.owners(), in);
    attached.findings().forEach(finding -> findings.put(out, finding));
    fields.put(tree.flattened().routes(), attached, out);
    for (ObjectKey table : tree.owners().keySet()) {
      if (!table.equals(root.key())) {
        out.put(tables.reached, table, One.ONE);
      }
    }
    attached.reached().forEach(policy -> out.put(policies.reached, policy, One.ONE));
    RouteTableRun run =
        new RouteTableRun(
            root,
            target.workspace(),
            tree,
            attached,
            destinations,
            in,
            finding -> findings.put(out, finding));
    Common common =
        new Common(
            outputs.sink(in, out),
            root,
            target,
            run,
            new UseCollector(),
            holders.lostBy(target.table(), in),
            annotations(root.object(), out),
            name(target, root, in),
            new IdentityHashMap<>());
    List<ObjectRef> sharedBy = tables.sharedWith(target, root, in);
    emitSidecars(
        common, scope, WhyRoutes.onSidecars(root, target, tree, attached, sharedBy, scope));
    emitGateways(common, scope, WhyRoutes.onGateways(root, target, tree, attached, sharedBy));
    common.used().emit(target, uses, out);
  }

  private String name(TableTarget target, Owned<RouteTable> root, In in) {
    String pattern = target.pattern();
    return names.isYounger(Names.sanitize(pattern), root.ref(), in)
        ? Names.ofYounger(pattern, target.table().toString())
        : Names.of(pattern);
  }

  private SortedMap<String, String> annotations(RouteTable table, Out out) {
    TreeMap<String, String> annotations = new TreeMap<>(table.spec().virtualServiceAnnotations());
    if (annotations.keySet().removeIf(key -> key.contains(OWN_KEYS))) {
      findings.put(
          out,
          new Finding(
              Reason.INVALID_VALUE,
              table.ref(),
              "virtualServiceAnnotations",
              "Annotations with solo.io in their key are the control plane's own.",
              "They are left out.",
              "Choose other keys."));
    }
    return Labels.copyOf(annotations);
  }

  private void emitSidecars(Common common, RouteScope scope, Provenance why) {
    List<WorkloadSelector> selectors = common.root().object().spec().workloadSelectors();
    Set<String> gatewayPlaces = new TreeSet<>();
    for (RouteScope.Binding binding : scope.gateways()) {
      ObjectKey service = binding.workload().service();
      gatewayPlaces.add(service.cluster() + "/" + service.namespace());
    }
    scope
        .sidecars()
        .forEach((cluster, there) -> {
          for (String namespace : there.namespaces()) {
            List<String> hosts =
                common
                    .lost()
                    .onSidecars(common.target().workspace(), there.hosts(), cluster, namespace);
            String name =
                gatewayPlaces.contains(cluster + "/" + namespace)
                    ? Names.ofYounger(common.name(), MESH.getFirst())
                    : common.name();
            if (!hosts.isEmpty()) {
              emit(
                  common,
                  new Spot(cluster, namespace, name, MESH, hosts),
                  sidecars(selectors, common.target().workspace(), cluster, namespace),
                  why);
            }
          }
        });
  }

  private static List<MatchScope> sidecars(
      List<WorkloadSelector> selectors, String workspace, String cluster, String namespace) {
    if (selectors.isEmpty()) {
      return List.of(new MatchScope.Sidecars(List.of(), Labels.EMPTY));
    }
    List<MatchScope> scopes = new ArrayList<>();
    for (SortedMap<String, String> labels :
        ProxyScope.labels(selectors, workspace, cluster, namespace)) {
      scopes.add(new MatchScope.Sidecars(List.of(), labels));
    }
    return scopes;
  }

  private void emitGateways(Common common, RouteScope scope, Provenance why) {
    SortedMap<String, SortedMap<String, List<RouteScope.Binding>>> places = new TreeMap<>();
    for (RouteScope.Binding binding : scope.gateways()) {
      ObjectKey service = binding.workload().service();
      places
          .computeIfAbsent(service.cluster(), c -> new TreeMap<>())
          .computeIfAbsent(service.namespace(), n -> new ArrayList<>())
          .add(binding);
    }
    places.forEach((cluster, namespaces) ->
        namespaces.forEach(
            (namespace, bindings) -> emitGateway(common, cluster, namespace, bindings, why)));
  }

  private void emitGateway(
      Common common,
      String cluster,
      String namespace,
      List<RouteScope.Binding> bindings,
      Provenance why) {
    Set<String> gateways = new TreeSet<>();
    Set<String> hosts = new LinkedHashSet<>();
    SortedMap<String, MatchScope> scopes = new TreeMap<>();
    for (RouteScope.Binding binding : bindings) {
      GatewayWorkload workload = binding.workload();
      List<String> held = common.lost().onGateway(workload, binding.hosts());
      if (held.isEmpty()) {
        continue;
      }
      gateways.add(workload.gateway());
      hosts.addAll(held);
      scopes.merge(
          workload.selector().toString(),
          new MatchScope.Gateway(List.of(), workload.selector(), workload.ports()),
          VirtualServices::joined);
    }
    if (!gateways.isEmpty()) {
      emit(
          common,
          new Spot(cluster, namespace, common.name(), List.copyOf(gateways), List.copyOf(hosts)),
          List.copyOf(scopes.values()),
          why);
    }
  }

  /** Two Gateways of the same pods: users may name the ports of both. */
  private static MatchScope joined(MatchScope one, MatchScope other) {
    if (one instanceof MatchScope.Gateway a && other instanceof MatchScope.Gateway b) {
      TreeMap<Integer, Integer> ports = new TreeMap<>(a.ports());
      ports.putAll(b.ports());
      return new MatchScope.Gateway(List.of(), a.sourceLabels(), ports);
    }
    return one;
  }

  /** Where a VirtualService is, and for what. */
  private record Spot(
      String cluster, String namespace, String name, List<String> gateways, List<String> hosts) {}

  private void emit(Common common, Spot spot, List<MatchScope> scopes, Provenance why) {
    common
        .run()
        .spec(spot.gateways(), spot.hosts(), scopes, spot.cluster(), spot.namespace())
        .ifPresent(spec -> {
          Provenance leading =
              common.why().computeIfAbsent(spec, made -> WhyRoutes.leading(why, made));
          common
              .sink()
              .put(
                  spot.cluster(),
                  spot.namespace(),
                  spot.name(),
                  common.root().ref(),
                  spec.spec(),
                  common.annotations(),
                  leading);
          common.used().add(spec.leadsTo(), spot.cluster(), spot.namespace(), leading);
        });
  }
}
