package dev.isthmus.translate.plan;

import dev.isthmus.api.ObjectKey;
import dev.isthmus.api.ObjectRef;
import dev.isthmus.api.gloo.admin.ShareableKind;
import dev.isthmus.api.gloo.networking.RouteTable;
import dev.isthmus.api.gloo.networking.RouteTableFilter;
import dev.isthmus.api.gloo.selector.ObjectReference;
import dev.isthmus.engine.Entry;
import dev.isthmus.engine.GraphBuilder;
import dev.isthmus.engine.In;
import dev.isthmus.engine.Out;
import dev.isthmus.engine.Table;
import dev.isthmus.translate.finding.Findings;
import dev.isthmus.translate.name.Names;
import dev.isthmus.translate.precedent.Precedents;
import dev.isthmus.translate.resolve.ConfigObjects;
import dev.isthmus.translate.resolve.Owned;
import dev.isthmus.translate.resolve.Scope;
import dev.isthmus.translate.resolve.Selection;
import dev.isthmus.translate.resolve.Share;
import dev.isthmus.translate.resolve.ShareKey;
import dev.isthmus.translate.resolve.Visibility;
import dev.isthmus.translate.resolve.Workspaces;
import dev.isthmus.translate.route.AllowedHost;
import dev.isthmus.translate.route.ProxyScope;
import dev.isthmus.translate.route.RouteHosts;
import dev.isthmus.translate.route.ServiceHost;
import dev.isthmus.translate.status.StatusFields;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * Which proxies root RouteTables are for (API reference, 2.5, Sides;
 * docs/translation.md#route-table-sidecar).
 */
public final class RouteScopes {

  /** By table and workspace translated for. */
  public final Table<TableTarget, RouteScope> table;

  private final Workspaces workspaces;
  private final Visibility visibility;
  private final VirtualGateways gateways;
  private final HostNames hosts;
  private final HostHolders holders;

  /** Who has which names. */
  public final NameClaims names;

  private final Findings findings;
  private final StatusFields fields;

  public RouteScopes(
      GraphBuilder graph,
      ConfigObjects<RouteTable> tables,
      Workspaces workspaces,
      Visibility visibility,
      VirtualGateways gateways,
      HostNames hosts,
      HostHolders holders,
      Precedents precedents,
      Findings findings,
      StatusFields fields) {
    this.workspaces = workspaces;
    this.visibility = visibility;
    this.gateways = gateways;
    this.hosts = hosts;
    this.holders = holders;
    names = new NameClaims(graph, "RouteTables", precedents, findings);
    this.findings = findings;
    this.fields = fields;
    table = graph.table("route scopes");
    graph
        .rule(
            "a RouteTable is for sidecars of workspaces that see it, and for gateways that it binds")
        .from(tables.table)
        .uses(workspaces.scopes, visibility.byExporter)
        .uses(gateways.table, gateways.objects.canonical)
        .uses(hosts.sources())
        .emits(table, holders.claims, names.claims, findings.table, fields.items())
        .each((key, owned, in, out) -> scope(owned, in, out));
    holders.decide(graph);
  }

  private void scope(Owned<RouteTable> owned, In in, Out out) {
    RouteTable object = owned.object();
    if (object.spec().hosts().isEmpty()) {
      return;
    }
    SortedMap<String, SortedMap<String, RouteScope.Sidecars>> sidecars = new TreeMap<>();
    boolean forSidecars =
        object.spec().virtualGateways().isEmpty() || !object.spec().workloadSelectors().isEmpty();
    SortedSet<ObjectKey> named = new TreeSet<>();
    SortedSet<ObjectRef> sharedBy = new TreeSet<>();
    if (forSidecars) {
      for (String workspace : viewers(owned, in)) {
        SortedMap<String, RouteScope.Sidecars> there =
            sidecars(owned, workspace, named, sharedBy, in, out);
        if (!there.isEmpty()) {
          sidecars.put(workspace, there);
        }
      }
    }
    SortedMap<String, List<RouteScope.Binding>> bindings = bindings(owned, in, out);
    SortedMap<String, RouteScope> scopes = new TreeMap<>();
    sidecars.forEach((workspace, there) ->
        scopes.put(
            workspace,
            new RouteScope(
                owned.workspace(),
                there,
                bindings.getOrDefault(workspace, List.of()),
                named,
                sharedBy)));
    bindings.forEach((workspace, there) ->
        scopes.putIfAbsent(
            workspace, new RouteScope(owned.workspace(), new TreeMap<>(), there, named, sharedBy)));
    scopes.forEach((workspace, scope) -> {
      TableTarget target = new TableTarget(owned.key(), workspace);
      out.put(table, target, scope);
      names.claim(Names.sanitize(target.pattern()), owned.ref(), owned.age(), out);
      claim(owned, workspace, scope, out);
    });
  }

  /** The owner, then those that import the table. */
  private List<String> viewers(Owned<RouteTable> owned, In in) {
    List<String> viewers = new ArrayList<>();
    viewers.add(owned.workspace());
    for (Entry<ShareKey, Share> share : in.get(visibility.byExporter, owned.workspace())) {
      if (share.value().allows(ShareableKind.ROUTE_TABLE, owned.object().labels(), owned.key())) {
        viewers.add(share.key().importer());
      }
    }
    return viewers;
  }

  private SortedMap<String, RouteScope.Sidecars> sidecars(
      Owned<RouteTable> owned,
      String workspace,
      Set<ObjectKey> named,
      Set<ObjectRef> sharedBy,
      In in,
      Out out) {
    RouteTable object = owned.object();
    SortedMap<String, RouteScope.Sidecars> result = new TreeMap<>();
    Scope scope = in.get(workspaces.scopes, workspace);
    if (scope == null) {
      return result;
    }
    ServiceHost.Domains domains = hosts.domains(object.spec().hosts(), in);
    boolean selected = false;
    for (Map.Entry<String, List<String>> place : scope.written().entrySet()) {
      String cluster = place.getKey();
      List<String> namespaces = selected(object, workspace, cluster, place.getValue());
      if (namespaces.isEmpty()) {
        continue;
      }
      selected = true;
      Consumer<ObjectKey> asked =
          service -> {
            if (!service.cluster().equals(cluster)) {
              named.add(service);
            }
          };
      RouteHosts.Usable usable =
          RouteHosts.onSidecars(
              object,
              owned.workspace(),
              workspace,
              hosts.owners(domains, cluster, asked, sharedBy::add, in));
      usable.findings().forEach(finding -> findings.put(out, finding));
      if (!usable.hosts().isEmpty()) {
        result.put(cluster, new RouteScope.Sidecars(distinct(usable.hosts()), namespaces));
      }
    }
    if (!selected && workspace.equals(owned.workspace())) {
      findings.put(out, RouteTableFindings.noSidecars(object.ref(), workspace));
    }
    return result;
  }

  private static List<String> selected(
      RouteTable object, String workspace, String cluster, List<String> namespaces) {
    if (object.spec().workloadSelectors().isEmpty()) {
      return namespaces;
    }
    List<String> selected = new ArrayList<>();
    for (String namespace : namespaces) {
      if (!ProxyScope.labels(object.spec().workloadSelectors(), workspace, cluster, namespace)
          .isEmpty()) {
        selected.add(namespace);
      }
    }
    return selected;
  }

  private SortedMap<String, List<RouteScope.Binding>> bindings(
      Owned<RouteTable> owned, In in, Out out) {
    SortedMap<String, List<RouteScope.Binding>> bindings = new TreeMap<>();
    List<ObjectReference> references = owned.object().spec().virtualGateways();
    for (int i = 0; i < references.size(); i++) {
      BoundGateway gateway = gateway(owned, references.get(i), i, in, out);
      if (gateway == null) {
        continue;
      }
      List<String> allowed = allowed(owned, gateway, i, out);
      if (!allowed.isEmpty()) {
        fields.item(
            out, owned.ref(), "numAllowedVirtualGateways", gateway.object().key().toString());
        fields.item(out, gateway.object(), "routeTablesCount", owned.key().toString());
        List<RouteScope.Binding> there =
            bindings.computeIfAbsent(gateway.workspace(), w -> new ArrayList<>());
        for (GatewayWorkload workload : gateway.workloads()) {
          RouteScope.Binding binding = new RouteScope.Binding(workload, allowed);
          if (!workload.servers().isEmpty() && !there.contains(binding)) {
            there.add(binding);
          }
        }
      }
    }
    bindings.values().removeIf(List::isEmpty);
    return bindings;
  }

  private @Nullable BoundGateway gateway(
      Owned<RouteTable> owned, ObjectReference reference, int index, In in, Out out) {
    RouteTable object = owned.object();
    ObjectKey named =
        new ObjectKey(
            reference.cluster().isEmpty() ? object.cluster() : reference.cluster(),
            reference.namespace().isEmpty() ? object.namespace() : reference.namespace(),
            reference.name());
    ObjectKey canonical = in.get(gateways.objects.canonical, named);
    BoundGateway gateway = in.get(gateways.table, canonical == null ? named : canonical);
    boolean visible =
        gateway != null
            && visibility.sees(
                gateway.workspace(),
                owned.workspace(),
                ShareableKind.ROUTE_TABLE,
                object.labels(),
                object.key(),
                in);
    if (visible) {
      return gateway;
    }
    findings.put(
        out,
        RouteTableFindings.gatewayNotFound(object.ref(), index, named.namespace(), named.name()));
    return null;
  }

  private List<String> allowed(Owned<RouteTable> owned, BoundGateway gateway, int index, Out out) {
    List<String> allowed = new ArrayList<>();
    for (String host : owned.object().spec().hosts()) {
      if (allows(gateway, owned, host)) {
        allowed.add(host);
      } else {
        findings.put(
            out, RouteTableFindings.gatewayNotAllowing(owned.ref(), index, gateway.object(), host));
      }
    }
    return distinct(allowed);
  }

  /** Each host once; case means nothing. */
  private static List<String> distinct(List<String> hosts) {
    Map<String, String> distinct = new LinkedHashMap<>();
    for (String host : hosts) {
      distinct.putIfAbsent(host.toLowerCase(Locale.ROOT), host);
    }
    return List.copyOf(distinct.values());
  }

  private static boolean allows(BoundGateway gateway, Owned<RouteTable> owned, String host) {
    for (List<RouteTableFilter> filters : gateway.allowed()) {
      if (filters.isEmpty()) {
        return true;
      }
      for (RouteTableFilter filter : filters) {
        String pattern = filter.host().isEmpty() ? "*" : filter.host();
        boolean selected =
            filter.selector() == null
                || Selection.selects(
                    filter.selector(), owned.object().labels(), owned.key(), owned.workspace());
        if (selected
            && AllowedHost.of(pattern)
                .allows(host, owned.key().namespace(), gateway.object().key().namespace())) {
          return true;
        }
      }
    }
    return false;
  }

  private void claim(Owned<RouteTable> owned, String workspace, RouteScope scope, Out out) {
    RouteTable reduced = HostClaim.reduced(owned.object());
    SortedMap<ClaimPlace, HostClaim> claims = new TreeMap<>();
    scope
        .sidecars()
        .forEach((cluster, there) ->
            there
                .hosts()
                .forEach(host ->
                    claims.merge(
                        ClaimPlace.sidecars(workspace, host),
                        new HostClaim(
                            reduced,
                            owned.workspace(),
                            Map.of(cluster, there.namespaces()),
                            List.of(host)),
                        HostClaim::and)));
    for (RouteScope.Binding binding : scope.gateways()) {
      claims.merge(
          ClaimPlace.gateway(binding.workload()),
          new HostClaim(reduced, owned.workspace(), Map.of(), binding.hosts()),
          HostClaim::and);
    }
    claims.forEach((place, claim) ->
        out.put(holders.claims, new HostHolders.LossKey(owned.key(), place), claim));
  }
}
