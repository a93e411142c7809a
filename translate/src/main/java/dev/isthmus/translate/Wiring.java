package dev.isthmus.translate;

import dev.isthmus.api.ObjectKind;
import dev.isthmus.engine.FaultHandler;
import dev.isthmus.engine.Graph;
import dev.isthmus.engine.GraphBuilder;
import dev.isthmus.engine.Table;
import dev.isthmus.translate.emit.EastWestOutputs;
import dev.isthmus.translate.emit.FederationOutputs;
import dev.isthmus.translate.emit.GatewayOutputs;
import dev.isthmus.translate.emit.Outputs;
import dev.isthmus.translate.emit.SubsetOutputs;
import dev.isthmus.translate.emit.VirtualServices;
import dev.isthmus.translate.finding.AgentFindings;
import dev.isthmus.translate.finding.Findings;
import dev.isthmus.translate.finding.ForeignFindings;
import dev.isthmus.translate.finding.IsolationFindings;
import dev.isthmus.translate.finding.TrustFindings;
import dev.isthmus.translate.plan.AddressDeviations;
import dev.isthmus.translate.plan.Federation;
import dev.isthmus.translate.plan.ForeignNames;
import dev.isthmus.translate.plan.HostHolders;
import dev.isthmus.translate.plan.HostNames;
import dev.isthmus.translate.plan.LocalHosts;
import dev.isthmus.translate.plan.RoutePolicySets;
import dev.isthmus.translate.plan.RouteScopes;
import dev.isthmus.translate.plan.ServiceDestinations;
import dev.isthmus.translate.plan.TableTree;
import dev.isthmus.translate.plan.Uses;
import dev.isthmus.translate.plan.VirtualGateways;
import dev.isthmus.translate.precedent.Precedents;
import dev.isthmus.translate.resolve.Backends;
import dev.isthmus.translate.resolve.Clusters;
import dev.isthmus.translate.resolve.EastWestGateways;
import dev.isthmus.translate.resolve.GatewayServices;
import dev.isthmus.translate.resolve.Inputs;
import dev.isthmus.translate.resolve.Membership;
import dev.isthmus.translate.resolve.NamespaceId;
import dev.isthmus.translate.resolve.SettingsTable;
import dev.isthmus.translate.resolve.Visibility;
import dev.isthmus.translate.resolve.Workloads;
import dev.isthmus.translate.resolve.Workspaces;
import dev.isthmus.translate.status.Copies;
import dev.isthmus.translate.status.Overview;
import dev.isthmus.translate.status.StatusFields;
import dev.isthmus.translate.status.WorkspaceResources;

/** All tables and rules, in the order of the flow: resolve, plan, emit. */
final class Wiring {

  private final GraphBuilder graph = Graph.builder();
  private final Inputs inputs = new Inputs(graph);
  private final Precedents precedents = new Precedents(graph);
  private final Findings findings = new Findings(graph);
  private final StatusFields fields = new StatusFields(graph);
  private final ForeignNames foreign = new ForeignNames(graph, inputs, findings);
  private final Outputs outputs = new Outputs(graph, foreign);
  private final Table<NamespaceId, Membership> memberships;
  private final HostHolders holders;
  private final AddressDeviations addresses;

  Wiring() {
    Clusters clusters = new Clusters(graph, inputs, findings);
    Workspaces workspaces = new Workspaces(graph, inputs, clusters, precedents, findings);
    memberships = workspaces.memberships;
    SettingsTable settings = new SettingsTable(graph, inputs, clusters, workspaces, findings);
    Visibility visibility = new Visibility(graph, workspaces, settings);
    Workloads workloads = new Workloads(graph, inputs);
    Backends backends = new Backends(graph, inputs, workspaces, workloads);
    GatewayServices gatewayServices = new GatewayServices(graph, inputs, workloads);
    EastWestGateways eastWest =
        new EastWestGateways(graph, clusters, workspaces, settings, gatewayServices);
    Federation federation =
        new Federation(
            graph, workspaces, settings, visibility, backends, eastWest, precedents, findings);
    Uses uses = new Uses(graph);
    LocalHosts localHosts = new LocalHosts(clusters);
    TableTree tables = new TableTree(graph, inputs, workspaces, visibility, findings);
    VirtualGateways gateways =
        new VirtualGateways(
            graph, inputs, clusters, workspaces, gatewayServices, foreign, precedents, findings);
    holders = new HostHolders(graph, precedents, findings);
    HostNames hosts = new HostNames(graph, clusters, workspaces, settings, backends, visibility);
    RouteScopes scopes =
        new RouteScopes(
            graph,
            tables.objects,
            workspaces,
            visibility,
            gateways,
            hosts,
            holders,
            precedents,
            findings,
            fields);
    RoutePolicySets policies = new RoutePolicySets(graph, inputs, workspaces, backends, findings);
    ServiceDestinations destinations =
        new ServiceDestinations(clusters, backends, visibility, federation, localHosts);
    new GatewayOutputs(graph, gateways, findings, outputs);
    new VirtualServices(
        graph, tables, scopes, holders, policies, destinations, uses, fields, findings, outputs);
    addresses = new AddressDeviations(graph, workspaces, federation, uses, precedents, findings);
    new FederationOutputs(
        graph, workspaces, backends, eastWest, federation, uses, addresses, findings, outputs);
    new EastWestOutputs(graph, clusters, eastWest, federation, precedents, findings, outputs);
    new SubsetOutputs(graph, clusters, uses, localHosts, precedents, findings, outputs);
    tables.judge(graph, findings);
    policies.judge(graph, findings);
    new IsolationFindings(graph, settings, findings);
    new TrustFindings(graph, inputs, clusters, workspaces, settings, findings);
    new AgentFindings(graph, inputs, clusters, findings);
    new ForeignFindings(
        graph, inputs, outputs, workspaces, federation, uses, hosts, scopes, localHosts, findings);
    Overview overview = new Overview(fields);
    overview.workspaces(graph, workspaces, settings, visibility);
    overview.settings(graph, settings, eastWest, federation);
    overview.networking(graph, tables, gateways);
    WorkspaceResources resources =
        new WorkspaceResources(graph, fields, workspaces, settings, visibility);
    resources.services(graph, backends);
    resources.tables(graph, tables);
    Copies copies = new Copies(fields);
    copies.of(graph, ObjectKind.WORKSPACE_SETTINGS, settings.own);
    copies.of(graph, ObjectKind.ROUTE_TABLE, tables.objects);
    copies.of(graph, ObjectKind.VIRTUAL_GATEWAY, gateways.objects);
    policies.objects.forEach((kind, objects) -> {
      resources.policies(graph, objects, kind.kind());
      copies.of(graph, kind, objects);
    });
  }

  Table<NamespaceId, Membership> memberships() {
    return memberships;
  }

  HostHolders holders() {
    return holders;
  }

  AddressDeviations addresses() {
    return addresses;
  }

  StatusFields fields() {
    return fields;
  }

  Inputs inputs() {
    return inputs;
  }

  Precedents precedents() {
    return precedents;
  }

  Findings findings() {
    return findings;
  }

  Outputs outputs() {
    return outputs;
  }

  Graph build(FaultHandler faultHandler) {
    return graph.build(faultHandler);
  }
}
