package dev.isthmus.translate.finding;

import dev.isthmus.api.ObjectKey;
import dev.isthmus.api.core.ForeignIstio;
import dev.isthmus.engine.Entry;
import dev.isthmus.engine.GraphBuilder;
import dev.isthmus.engine.In;
import dev.isthmus.engine.Index;
import dev.isthmus.engine.Out;
import dev.isthmus.istio.IstioKind;
import dev.isthmus.translate.OutputKey;
import dev.isthmus.translate.emit.Outputs;
import dev.isthmus.translate.plan.Federated;
import dev.isthmus.translate.plan.Federation;
import dev.isthmus.translate.plan.ForeignNames;
import dev.isthmus.translate.plan.HostNames;
import dev.isthmus.translate.plan.LocalHosts;
import dev.isthmus.translate.plan.Offer;
import dev.isthmus.translate.plan.RouteScope;
import dev.isthmus.translate.plan.RouteScopes;
import dev.isthmus.translate.plan.TableTarget;
import dev.isthmus.translate.plan.Use;
import dev.isthmus.translate.plan.UseKey;
import dev.isthmus.translate.plan.Uses;
import dev.isthmus.translate.resolve.Inputs;
import dev.isthmus.translate.resolve.Membership;
import dev.isthmus.translate.resolve.NamespaceId;
import dev.isthmus.translate.resolve.Workspaces;
import dev.isthmus.translate.route.ServiceHost;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Istio objects of others that stand in the way of ours. What is said is said of the foreign
 * object: its reader sees its namespace, and ours in it.
 */
public final class ForeignFindings {

  private static final String MESH = "mesh";

  private final Outputs outputs;
  private final Workspaces workspaces;
  private final Federation federation;
  private final Uses uses;
  private final HostNames hosts;
  private final LocalHosts localHosts;
  private final Index<String, TableTarget, RouteScope> tablesOfHost;
  private final Findings findings;

  public ForeignFindings(
      GraphBuilder graph,
      Inputs inputs,
      Outputs outputs,
      Workspaces workspaces,
      Federation federation,
      Uses uses,
      HostNames hosts,
      RouteScopes scopes,
      LocalHosts localHosts,
      Findings findings) {
    this.outputs = outputs;
    this.workspaces = workspaces;
    this.federation = federation;
    this.uses = uses;
    this.hosts = hosts;
    this.localHosts = localHosts;
    this.findings = findings;
    tablesOfHost =
        graph.index("RouteTables by sidecar host", scopes.table, (key, scope) -> hostsOf(scope));
    graph
        .rule("Istio objects of others beside ours")
        .from(inputs.istio)
        .uses(outputs.table, workspaces.memberships, federation.table, uses.byService, tablesOfHost)
        .uses(hosts.sources())
        .emits(findings.table)
        .each((ref, object, in, out) -> check(object, in, out));
  }

  private static List<String> hostsOf(RouteScope scope) {
    List<String> all = new ArrayList<>();
    for (RouteScope.Sidecars there : scope.sidecars().values()) {
      for (String host : there.hosts()) {
        String lower = host.toLowerCase(Locale.ROOT);
        if (!all.contains(lower)) {
          all.add(lower);
        }
      }
    }
    return all;
  }

  private void check(ForeignIstio object, In in, Out out) {
    IstioKind kind = ForeignNames.kind(object);
    if (kind == null || !ForeignNames.isForeign(object)) {
      return;
    }
    switch (kind) {
      case DESTINATION_RULE -> checkRule(object, in, out);
      case VIRTUAL_SERVICE -> checkRoutes(object, in, out);
      case GATEWAY -> checkGateway(object, out);
      case AUTHORIZATION_POLICY,
          ENVOY_FILTER,
          PEER_AUTHENTICATION,
          PROXY_CONFIG,
          REQUEST_AUTHENTICATION,
          SERVICE_ENTRY,
          SIDECAR,
          TELEMETRY,
          WASM_PLUGIN,
          WORKLOAD_ENTRY,
          WORKLOAD_GROUP -> {}
    }
  }

  /**
   * The hosts as Istio reads them: a name without a dot is a service of the object's namespace
   * (Istio, ResolveShortnameToFQDN).
   */
  private List<String> hosts(ForeignIstio object, In in) {
    List<String> full = new ArrayList<>();
    for (String host : object.hosts()) {
      boolean isShort = !host.isEmpty() && !host.equals("*") && host.indexOf('.') < 0;
      full.add(isShort ? service(object, object.namespace(), host, in) : host);
    }
    return full;
  }

  private String service(ForeignIstio object, String namespace, String name, In in) {
    return localHosts.of(new ObjectKey(object.cluster(), namespace, name), in);
  }

  private void checkRule(ForeignIstio object, In in, Out out) {
    for (String host : hosts(object, in)) {
      Optional<ServiceHost> service = ServiceHost.of(host, hosts.domains(List.of(host), in));
      if (service.isPresent() && hasRule(object, host, service.get(), in)) {
        findings.put(out, ForeignTexts.rule(object.ref(), host));
      }
    }
  }

  /** Whether a rule of ours for the host is in the object's namespace. */
  private boolean hasRule(ForeignIstio object, String host, ServiceHost named, In in) {
    String home = named.cluster().isEmpty() ? object.cluster() : named.cluster();
    ObjectKey service = new ObjectKey(home, named.namespace(), named.name());
    for (Entry<UseKey, Use> use : in.get(uses.byService, service)) {
      boolean ruled = !named.cluster().isEmpty() || !use.value().subsets().isEmpty();
      if (ruled
          && use.key().host().equalsIgnoreCase(host)
          && isThere(use.value().places().get(object.cluster()), object)) {
        return true;
      }
    }
    if (named.cluster().isEmpty()) {
      return false;
    }
    if (home.equals(object.cluster())) {
      return named.namespace().equals(object.namespace())
          && in.get(federation.table, service, federated -> offers(federated, host, null));
    }
    String workspace = workspaceOf(object, in);
    return !workspace.isEmpty()
        && in.get(federation.table, service, federated -> offers(federated, host, workspace));
  }

  private static boolean offers(
      @Nullable Federated federated, String host, @Nullable String workspace) {
    if (federated == null) {
      return false;
    }
    for (Offer offer : federated.offers()) {
      if (offer.host().equalsIgnoreCase(host)
          && (workspace == null || offer.workspace().equals(workspace))) {
        return true;
      }
    }
    return false;
  }

  private static boolean isThere(@Nullable List<String> namespaces, ForeignIstio object) {
    return namespaces != null && namespaces.contains(object.namespace());
  }

  private String workspaceOf(ForeignIstio object, In in) {
    return in.get(
        workspaces.memberships,
        new NamespaceId(object.cluster(), object.namespace()),
        (@Nullable Membership member) -> member == null ? "" : member.workspace());
  }

  private void checkRoutes(ForeignIstio object, In in, Out out) {
    if (object.gateways().isEmpty() || object.gateways().contains(MESH)) {
      for (String host : hosts(object, in)) {
        String called = called(object, host, in);
        if (hasRoutes(object, called, in)) {
          findings.put(out, ForeignTexts.routes(object.ref(), called));
        }
      }
    }
    for (String gateway : object.gateways()) {
      if (!gateway.equals(MESH)
          && in.get(outputs.table, gateway(object, gateway), g -> g != null)) {
        findings.put(out, ForeignTexts.boundToOurs(object.ref(), gateway));
      }
    }
  }

  /**
   * The service that callers mean by a host: {@code reviews.shop} and {@code reviews.shop.svc} too
   * are names of a service to a sidecar (Istio, generateVirtualHostDomains).
   */
  private String called(ForeignIstio object, String host, In in) {
    String[] parts = host.split("\\.", -1);
    boolean named = parts.length == 2 || (parts.length == 3 && parts[2].equals("svc"));
    return named ? service(object, parts[1], parts[0], in) : host;
  }

  private boolean hasRoutes(ForeignIstio object, String host, In in) {
    String workspace = workspaceOf(object, in);
    for (Entry<TableTarget, RouteScope> table :
        in.get(tablesOfHost, host.toLowerCase(Locale.ROOT))) {
      RouteScope.Sidecars there = table.value().sidecars().get(object.cluster());
      if (table.key().workspace().equals(workspace)
          && there != null
          && there.namespaces().contains(object.namespace())) {
        return true;
      }
    }
    return false;
  }

  private static OutputKey gateway(ForeignIstio object, String name) {
    int slash = name.indexOf('/');
    String namespace = slash < 0 ? object.namespace() : name.substring(0, slash);
    return new OutputKey(object.cluster(), namespace, IstioKind.GATEWAY, name.substring(slash + 1));
  }

  private void checkGateway(ForeignIstio object, Out out) {
    List<String> wildcards = new ArrayList<>();
    for (String host : object.passthroughHosts()) {
      String name = host.substring(host.indexOf('/') + 1);
      if (name.startsWith("*")) {
        wildcards.add(name);
      }
    }
    if (!wildcards.isEmpty()) {
      findings.put(out, ForeignTexts.wildcardGateway(object.ref(), wildcards));
    }
  }
}
