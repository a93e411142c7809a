package dev.isthmus.translate.plan;

import dev.isthmus.api.Labels;
import dev.isthmus.api.ObjectKey;
import dev.isthmus.api.ObjectKind;
import dev.isthmus.api.ObjectRef;
import dev.isthmus.api.Resource;
import dev.isthmus.api.gloo.networking.RouteTable;
import dev.isthmus.api.gloo.resilience.FaultInjectionPolicy;
import dev.isthmus.api.gloo.resilience.RetryTimeoutPolicy;
import dev.isthmus.api.gloo.selector.DestinationKind;
import dev.isthmus.api.gloo.selector.DestinationReference;
import dev.isthmus.api.gloo.selector.DestinationSelector;
import dev.isthmus.api.gloo.selector.ObjectReference;
import dev.isthmus.api.gloo.selector.ObjectSelector;
import dev.isthmus.engine.Entry;
import dev.isthmus.engine.GraphBuilder;
import dev.isthmus.engine.In;
import dev.isthmus.engine.Index;
import dev.isthmus.engine.Merge;
import dev.isthmus.engine.Source;
import dev.isthmus.engine.Table;
import dev.isthmus.translate.finding.Findings;
import dev.isthmus.translate.finding.PolicyFindings;
import dev.isthmus.translate.resolve.Backend;
import dev.isthmus.translate.resolve.Backends;
import dev.isthmus.translate.resolve.ConfigObjects;
import dev.isthmus.translate.resolve.Inputs;
import dev.isthmus.translate.resolve.NamespacedName;
import dev.isthmus.translate.resolve.One;
import dev.isthmus.translate.resolve.Owned;
import dev.isthmus.translate.resolve.Selection;
import dev.isthmus.translate.resolve.Workspaces;
import dev.isthmus.translate.route.FlatRoute;
import dev.isthmus.translate.route.PolicyAttachment;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * The policies on routes: those of the workspaces of the tables that the routes are from (API
 * reference, 5.1).
 */
public final class RoutePolicySets {

  /** The policies that select a route on a gateway or a sidecar. */
  public final Table<ObjectRef, One> reached;

  /** The policies that count, by kind. */
  public final SortedMap<ObjectKind, ConfigObjects<? extends Resource>> objects;

  private final ConfigObjects<FaultInjectionPolicy> faults;
  private final ConfigObjects<RetryTimeoutPolicy> retries;
  private final Backends backends;

  public RoutePolicySets(
      GraphBuilder graph,
      Inputs inputs,
      Workspaces workspaces,
      Backends backends,
      Findings findings) {
    this.backends = backends;
    reached = graph.table("policies that reach a route", Merge.first());
    faults =
        new ConfigObjects<>(
            graph,
            "FaultInjectionPolicy",
            inputs.faultPolicies,
            workspaces,
            findings,
            FaultInjectionPolicy::spec,
            key -> false);
    retries =
        new ConfigObjects<>(
            graph,
            "RetryTimeoutPolicy",
            inputs.retryPolicies,
            workspaces,
            findings,
            RetryTimeoutPolicy::spec,
            key -> false);
    objects =
        Collections.unmodifiableSortedMap(
            new TreeMap<>(
                Map.of(
                    ObjectKind.FAULT_INJECTION_POLICY, faults,
                    ObjectKind.RETRY_TIMEOUT_POLICY, retries)));
  }

  /** Declares the rules that tell which policies reach no route. */
  public void judge(GraphBuilder graph, Findings findings) {
    judge(graph, findings, faults, "FaultInjectionPolicy");
    judge(graph, findings, retries, "RetryTimeoutPolicy");
  }

  private <P extends Resource> void judge(
      GraphBuilder graph, Findings findings, ConfigObjects<P> policies, String kind) {
    graph
        .rule(kind + ": reaches a route")
        .from(policies.table)
        .uses(reached)
        .emits(findings.table)
        .each((key, owned, in, out) -> {
          if (in.get(reached, owned.ref()) == null) {
            findings.put(out, PolicyFindings.withoutTarget(owned.ref()));
          }
        });
  }

  /** What rules that ask here must declare to use. */
  public Source[] sources() {
    return new Source[] {faults.byWorkspace, retries.byWorkspace, backends.byName};
  }

  /**
   * The policies of a root table's routes.
   *
   * @param owners the workspaces of the tables that the routes are from
   */
  public PolicyAttachment.Attached attach(
      List<FlatRoute> routes, Map<ObjectKey, String> owners, In in) {
    Map<Resource, String> workspaceOf = new HashMap<>();
    List<FaultInjectionPolicy> faultPolicies = new ArrayList<>();
    List<RetryTimeoutPolicy> retryPolicies = new ArrayList<>();
    for (String workspace : List.copyOf(new TreeSet<>(owners.values()))) {
      collect(faults.byWorkspace, workspace, faultPolicies, workspaceOf, in);
      collect(retries.byWorkspace, workspace, retryPolicies, workspaceOf, in);
    }
    return PolicyAttachment.attach(
        routes,
        faultPolicies,
        retryPolicies,
        new PolicyAttachment.Surroundings() {
          @Override
          public String workspaceOf(Resource object) {
            return object instanceof RouteTable
                ? owners.getOrDefault(object.key(), "")
                : workspaceOf.getOrDefault(object, "");
          }

          @Override
          public boolean selects(
              DestinationSelector selector, RouteTable table, DestinationReference destination) {
            return selectsService(selector, table, destination, in);
          }
        });
  }

  private static <P extends Resource> void collect(
      Index<String, ObjectKey, Owned<P>> byWorkspace,
      String workspace,
      List<P> policies,
      Map<Resource, String> workspaceOf,
      In in) {
    for (Entry<ObjectKey, Owned<P>> entry : in.get(byWorkspace, workspace)) {
      policies.add(entry.value().object());
      workspaceOf.put(entry.value().object(), workspace);
    }
  }

  /**
   * Whether a selector selects the service that a destination names, in the named cluster or in
   * any.
   */
  private boolean selectsService(
      DestinationSelector selector, RouteTable table, DestinationReference destination, In in) {
    ObjectReference ref = destination.ref();
    if (ref == null || selector.kind() != destination.kind()) {
      return false;
    }
    ObjectSelector wanted = selector.selector();
    if (wanted == null) {
      return true;
    }
    if (destination.kind() != DestinationKind.SERVICE) {
      return false;
    }
    String namespace = ref.namespace().isEmpty() ? table.namespace() : ref.namespace();
    return in.get(
        backends.byName,
        new NamespacedName(namespace, ref.name()),
        entries -> {
          for (Entry<ObjectKey, Backend> entry : entries) {
            Backend backend = entry.value();
            boolean named = ref.cluster().isEmpty() || ref.cluster().equals(entry.key().cluster());
            if (named
                && Selection.selects(
                    wanted, Labels.copyOf(backend.labels()), entry.key(), backend.owner())) {
              return true;
            }
          }
          return false;
        });
  }
}
