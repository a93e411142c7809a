package dev.isthmus.translate.plan;

import dev.isthmus.api.Labels;
import dev.isthmus.api.ObjectKey;
import dev.isthmus.api.core.Service;
import dev.isthmus.api.gloo.networking.Listener;
import dev.isthmus.api.gloo.networking.RouteTableFilter;
import dev.isthmus.api.gloo.networking.VirtualGateway;
import dev.isthmus.api.gloo.selector.ObjectSelector;
import dev.isthmus.api.gloo.selector.WorkloadKind;
import dev.isthmus.api.gloo.selector.WorkloadSelector;
import dev.isthmus.engine.Entry;
import dev.isthmus.engine.GraphBuilder;
import dev.isthmus.engine.In;
import dev.isthmus.engine.Out;
import dev.isthmus.engine.Table;
import dev.isthmus.istio.IstioKind;
import dev.isthmus.translate.OutputKey;
import dev.isthmus.translate.finding.Findings;
import dev.isthmus.translate.name.GatewayNames;
import dev.isthmus.translate.precedent.Precedents;
import dev.isthmus.translate.resolve.Clusters;
import dev.isthmus.translate.resolve.ConfigObjects;
import dev.isthmus.translate.resolve.GatewayServices;
import dev.isthmus.translate.resolve.Inputs;
import dev.isthmus.translate.resolve.Management;
import dev.isthmus.translate.resolve.One;
import dev.isthmus.translate.resolve.Owned;
import dev.isthmus.translate.resolve.Scope;
import dev.isthmus.translate.resolve.Selection;
import dev.isthmus.translate.resolve.Workspaces;
import java.util.ArrayList;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * VirtualGateways: the gateway services that they select, and a Gateway for each (API reference,
 * 2.6; lab 8).
 */
public final class VirtualGateways {

  private static final ObjectSelector ALL = new ObjectSelector(Labels.EMPTY, "", "", "", "");

  /** The VirtualGateways that count. */
  public final ConfigObjects<VirtualGateway> objects;

  /** The same with their gateways. */
  public final Table<ObjectKey, BoundGateway> table;

  private final Clusters clusters;
  private final Workspaces workspaces;
  private final GatewayServices services;
  private final ForeignNames foreign;
  private final NameClaims names;
  private final Findings findings;

  public VirtualGateways(
      GraphBuilder graph,
      Inputs inputs,
      Clusters clusters,
      Workspaces workspaces,
      GatewayServices services,
      ForeignNames foreign,
      Precedents precedents,
      Findings findings) {
    this.clusters = clusters;
    this.workspaces = workspaces;
    this.services = services;
    this.foreign = foreign;
    names = new NameClaims(graph, "VirtualGateways", precedents, findings);
    this.findings = findings;
    objects =
        new ConfigObjects<>(
            graph,
            "VirtualGateway",
            inputs.virtualGateways,
            workspaces,
            findings,
            VirtualGateway::spec,
            key -> false);
    table = graph.table("bound gateways");
    graph
        .rule("VirtualGateways take names")
        .from(objects.table)
        .emits(names.claims)
        .each((key, owned, in, out) ->
            names.claim(GatewayNames.text(owned.ref()), owned.ref(), owned.age(), out));
    graph
        .rule("a VirtualGateway selects gateway services")
        .from(objects.table)
        .uses(clusters.management, workspaces.scopes, names.younger)
        .uses(services.sources())
        .uses(foreign.sources())
        .emits(table, findings.table)
        .each((key, owned, in, out) -> bind(owned, in, out));
  }

  private void bind(Owned<VirtualGateway> owned, In in, Out out) {
    VirtualGateway object = owned.object();
    Management home = in.get(clusters.management, One.ONE);
    if (home == null) {
      return;
    }
    List<GatewayWorkload> workloads = new ArrayList<>();
    for (Service service : selected(owned, in).values()) {
      String name =
          GatewayNames.of(
              object.ref(),
              service.key(),
              home,
              owned.workspace(),
              names.isYounger(GatewayNames.text(object.ref()), object.ref(), in));
      OutputKey wanted =
          new OutputKey(service.cluster(), service.namespace(), IstioKind.GATEWAY, name);
      GatewayServers servers =
          GatewayServers.of(object, service, port -> services.targetPort(service, port, in));
      servers.findings().forEach(finding -> findings.put(out, finding));
      Labels selector = Labels.copyOf(service.selector());
      workloads.add(
          new GatewayWorkload(
              service.key(),
              servers.servers().isEmpty() ? name : foreign.free(wanted, in, out),
              selector,
              servers.ports(),
              servers.servers()));
    }
    if (workloads.isEmpty()) {
      findings.put(out, RouteTableFindings.gatewayWithoutWorkload(object.ref()));
    }
    List<List<RouteTableFilter>> allowed = new ArrayList<>();
    for (Listener listener : object.spec().listeners()) {
      allowed.add(listener.allowedRouteTables());
    }
    out.put(
        table, owned.key(), new BoundGateway(object.ref(), owned.workspace(), allowed, workloads));
  }

  /** Gateway services of the workspace's own namespaces, in all its clusters. */
  private SortedMap<ObjectKey, Service> selected(Owned<VirtualGateway> owned, In in) {
    SortedMap<ObjectKey, Service> selected = new TreeMap<>();
    Scope scope = in.get(workspaces.scopes, owned.workspace());
    if (scope == null) {
      return selected;
    }
    for (ObjectSelector selector : selectors(owned.object())) {
      for (String cluster : scope.written().keySet()) {
        for (Entry<ObjectKey, Service> entry : services.selectedByPods(cluster, selector, in)) {
          Service service = entry.value();
          if (scope.writtenIn(cluster).contains(service.namespace())
              && !service.selector().isEmpty()
              && Selection.selects(
                  selector, service.selector(), service.key(), owned.workspace())) {
            selected.put(service.key(), service);
          }
        }
      }
    }
    return selected;
  }

  private static List<ObjectSelector> selectors(VirtualGateway object) {
    List<WorkloadSelector> workloads = object.spec().workloads();
    if (workloads.isEmpty()) {
      return List.of(ALL);
    }
    List<ObjectSelector> selectors = new ArrayList<>();
    for (WorkloadSelector workload : workloads) {
      ObjectSelector selector = workload.selector();
      if (selector != null && workload.kind() == WorkloadKind.KUBE) {
        selectors.add(selector);
      }
    }
    return selectors;
  }
}
