package dev.isthmus.translate.status;

import dev.isthmus.api.ObjectKey;
import dev.isthmus.api.ObjectKind;
import dev.isthmus.api.ObjectRef;
import dev.isthmus.engine.Entries;
import dev.isthmus.engine.Entry;
import dev.isthmus.engine.GraphBuilder;
import dev.isthmus.engine.In;
import dev.isthmus.engine.Index;
import dev.isthmus.engine.Out;
import dev.isthmus.translate.plan.Federated;
import dev.isthmus.translate.plan.Federation;
import dev.isthmus.translate.plan.Offer;
import dev.isthmus.translate.plan.TableTree;
import dev.isthmus.translate.plan.VirtualGateways;
import dev.isthmus.translate.resolve.EastWestGateway;
import dev.isthmus.translate.resolve.EastWestGateways;
import dev.isthmus.translate.resolve.GatewayPlace;
import dev.isthmus.translate.resolve.Scope;
import dev.isthmus.translate.resolve.Settings;
import dev.isthmus.translate.resolve.SettingsTable;
import dev.isthmus.translate.resolve.Share;
import dev.isthmus.translate.resolve.ShareKey;
import dev.isthmus.translate.resolve.Visibility;
import dev.isthmus.translate.resolve.WorkspaceInfo;
import dev.isthmus.translate.resolve.Workspaces;
import java.util.List;
import java.util.SortedSet;
import java.util.TreeSet;

/** The numbers of Workspaces, their settings, RouteTables and VirtualGateways. */
public final class Overview {
  private static final String IMPORTED = "numImportedWorkspaces";

  private final StatusFields fields;

  public Overview(StatusFields fields) {
    this.fields = fields;
  }

  /** What a workspace has, and by which settings. */
  public void workspaces(
      GraphBuilder graph, Workspaces workspaces, SettingsTable settings, Visibility visibility) {
    graph
        .rule("status of a Workspace")
        .from(workspaces.table)
        .uses(workspaces.scopes, settings.table, visibility.byImporter)
        .emits(fields.table)
        .each((name, info, in, out) -> {
          Scope scope = in.get(workspaces.scopes, name);
          scope(info, scope == null ? Scope.EMPTY : scope, out);
          Entries<ShareKey, Share> shares = in.get(visibility.byImporter, name);
          count(out, info.object(), IMPORTED, shares.size());
          ObjectRef own =
              in.<String, Settings, ObjectRef>get(
                  settings.table,
                  name,
                  s -> s == null || s.own() == null ? info.object() : s.own());
          if (!own.equals(info.object())) {
            fields.put(out, info.object(), "workspaceSettings", new StatusValue.Reference(own));
            fields.put(out, own, "workspace", new StatusValue.Reference(info.object()));
          }
        });
  }

  private void scope(WorkspaceInfo info, Scope scope, Out out) {
    count(out, info.object(), "numSelectedClusters", scope.namespaces().size());
    int namespaces = scope.namespaces().values().stream().mapToInt(List::size).sum();
    count(out, info.object(), "numSelectedNamespaces", namespaces);
  }

  /** Which gateways settings select, and how many services they federate. */
  public void settings(
      GraphBuilder graph,
      SettingsTable settings,
      EastWestGateways gateways,
      Federation federation) {
    Index<String, GatewayPlace, List<EastWestGateway>> gatewaysOf =
        graph.index("east-west gateways by source", gateways.table, (k, v) -> List.of(k.source()));
    Index<ObjectRef, ObjectKey, Federated> federatedBy =
        graph.index("federated services by settings", federation.table, (k, v) -> settingsOf(v));
    graph
        .rule("status of WorkspaceSettings: gateways")
        .from(settings.table)
        .uses(gatewaysOf)
        .emits(fields.table)
        .each((workspace, own, in, out) -> gateways(own, gatewaysOf, in, out));
    graph
        .rule("status of WorkspaceSettings: federated services")
        .from(federatedBy)
        .emits(fields.table)
        .each((ref, all, in, out) -> count(out, ref, "numFederatedServices", all.size()));
  }

  private static List<ObjectRef> settingsOf(Federated federated) {
    SortedSet<ObjectRef> settings = new TreeSet<>();
    for (Offer offer : federated.offers()) {
      settings.add(offer.settings());
    }
    return List.copyOf(settings);
  }

  private void gateways(
      Settings settings,
      Index<String, GatewayPlace, List<EastWestGateway>> gatewaysOf,
      In in,
      Out out) {
    ObjectRef chosenBy = settings.gateways().object();
    ObjectRef told = chosenBy == null ? settings.own() : chosenBy;
    if (told == null) {
      return;
    }
    int number =
        in.get(
            gatewaysOf,
            settings.gateways().id(),
            places -> {
              int sum = 0;
              for (Entry<GatewayPlace, List<EastWestGateway>> place : places) {
                sum += place.value().size();
              }
              return sum;
            });
    count(out, told, "numSelectedEastWestGateways", number);
  }

  /** Whose RouteTables and VirtualGateways are, and what the latter select. */
  public void networking(GraphBuilder graph, TableTree tables, VirtualGateways gateways) {
    graph
        .rule("status of a RouteTable: its workspace")
        .from(tables.objects.table)
        .emits(fields.table)
        .each((key, owned, in, out) ->
            fields.put(
                out,
                new ObjectRef(ObjectKind.ROUTE_TABLE, key),
                "ownedByWorkspace",
                new StatusValue.Name(owned.workspace())));
    graph
        .rule("status of a VirtualGateway: its workloads")
        .from(gateways.table)
        .emits(fields.table)
        .each((key, gateway, in, out) ->
            count(out, gateway.object(), "selectedWorkloadsCount", gateway.workloads().size()));
  }

  private void count(Out out, ObjectRef object, String field, int number) {
    if (number > 0) {
      fields.put(out, object, field, new StatusValue.Count(number));
    }
  }
}
