package dev.isthmus.translate.route;

import dev.isthmus.api.Finding;
import dev.isthmus.api.Labels;
import dev.isthmus.api.Meta;
import dev.isthmus.api.ObjectRef;
import dev.isthmus.api.Resource;
import dev.isthmus.api.gloo.networking.ForwardTo;
import dev.isthmus.api.gloo.networking.RouteTable;
import dev.isthmus.api.gloo.resilience.FaultInjectionPolicy;
import dev.isthmus.api.gloo.resilience.RetryTimeoutPolicy;
import dev.isthmus.api.gloo.selector.DestinationReference;
import dev.isthmus.api.gloo.selector.DestinationSelector;
import dev.isthmus.api.gloo.selector.RouteLabelSelector;
import dev.isthmus.api.gloo.selector.RouteSelector;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.BiFunction;
import java.util.function.Function;

/**
 * Which policies apply to which flattened routes (API reference, 5.1 and 5.2). A policy reaches a
 * route through a table of its own workspace: that of the route, or one that delegates to it, with
 * the labels that the route has there. Of two policies of a kind the oldest holds the route.
 */
public final class PolicyAttachment {
  private final Surroundings surroundings;
  private final Set<Finding> findings = new LinkedHashSet<>();
  private final Set<ObjectRef> reached = new HashSet<>();

  private PolicyAttachment(Surroundings surroundings) {
    this.surroundings = surroundings;
  }

  /** What attaching asks of its surroundings. */
  public interface Surroundings {

    /** The workspace that owns an object; empty: none does. */
    String workspaceOf(Resource object);

    /**
     * Whether a selector selects what a table's destination names, seen by the workspace that owns
     * the table.
     */
    boolean selects(
        DestinationSelector selector, RouteTable table, DestinationReference destination);
  }

  /**
   * The policies of routes, by the routes' names.
   *
   * @param byRoute routes without a policy are not there
   * @param reached the policies that select at least one of the routes, whether they hold it or not
   * @param findings conflicts, and what is wrong with policies that apply, sorted
   */
  public record Attached(
      Map<String, RoutePolicies> byRoute, Set<ObjectRef> reached, List<Finding> findings) {
    public Attached {
      byRoute = Map.copyOf(byRoute);
      reached = Set.copyOf(reached);
      findings = List.copyOf(findings);
    }
  }

  /** Attaches policies, in any order, to a root table's routes. */
  public static Attached attach(
      List<FlatRoute> routes,
      Collection<FaultInjectionPolicy> faults,
      Collection<RetryTimeoutPolicy> retryTimeouts,
      Surroundings surroundings) {
    var attachment = new PolicyAttachment(surroundings);
    var result = new HashMap<String, RoutePolicies>();
    attachment.attach(
        routes, kind(faults, p -> p.spec().applyToRoutes()), result, RoutePolicies::and);
    attachment.attach(
        routes, kind(retryTimeouts, p -> p.spec().applyToRoutes()), result, RoutePolicies::and);
    result.values().stream()
        .map(RoutePolicies::retryTimeout)
        .filter(policy -> policy != null)
        .distinct()
        .forEach(policy -> attachment.findings.addAll(Retries.findings(policy)));
    return new Attached(result, attachment.reached, attachment.findings.stream().sorted().toList());
  }

  /** Policies of one kind, oldest first. */
  private record Kind<P extends Resource>(
      List<P> policies, Function<P, List<RouteSelector>> applyToRoutes) {}

  private static <P extends Resource> Kind<P> kind(
      Collection<P> policies, Function<P, List<RouteSelector>> applyToRoutes) {
    return new Kind<>(
        policies.stream().sorted(Comparator.comparing(Resource::meta, Meta.BY_AGE)).toList(),
        applyToRoutes);
  }

  private <P extends Resource> void attach(
      List<FlatRoute> routes,
      Kind<P> kind,
      Map<String, RoutePolicies> result,
      BiFunction<RoutePolicies, P, RoutePolicies> and) {
    for (var route : routes) {
      P holder = null;
      for (var policy : kind.policies()) {
        var at = reached(policy, kind.applyToRoutes().apply(policy), route);
        if (at.isEmpty()) {
          continue;
        }
        reached.add(policy.ref());
        if (holder == null) {
          holder = policy;
          result.merge(
              route.name(), and.apply(RoutePolicies.NONE, policy), (a, b) -> and.apply(a, policy));
        } else {
          findings.add(conflict(policy, at.get(), holder));
        }
      }
    }
  }

  /** Names the policy that holds the route only to a reader of the same workspace. */
  private Finding conflict(Resource later, RouteStep route, Resource holder) {
    var same = surroundings.workspaceOf(later).equals(surroundings.workspaceOf(holder));
    var older = same ? holder.ref().toString() : "an older " + holder.kind().kind();
    return RouteFindings.policyConflict(new Place(later.ref(), "applyToRoutes"), route, older);
  }

  /** The step at which a policy reaches a route, the nearest to the route. */
  private Optional<RouteStep> reached(
      Resource policy, List<RouteSelector> selectors, FlatRoute route) {
    var workspace = surroundings.workspaceOf(policy);
    return workspace.isEmpty()
        ? Optional.empty()
        : route.steps().reversed().stream()
            .filter(step -> surroundings.workspaceOf(step.table()).equals(workspace))
            .filter(step -> selectors.isEmpty() || anySelects(selectors, step, route))
            .findFirst();
  }

  private boolean anySelects(List<RouteSelector> selectors, RouteStep step, FlatRoute route) {
    return selectors.stream().anyMatch(selector -> selects(selector, step, route));
  }

  private boolean selects(RouteSelector selector, RouteStep step, FlatRoute route) {
    var byLabels = selector.route() == null || selectsByLabels(selector.route(), step);
    var byDestination =
        selector.withDestinations() == null
            || (step.equals(route.step()) && leadsTo(selector.withDestinations(), route));
    return byLabels && byDestination;
  }

  private boolean selectsByLabels(RouteLabelSelector selector, RouteStep step) {
    var table = step.table();
    return Labels.copyOf(selector.labels()).selects(step.labels())
        && anyOr(selector.name(), table.name())
        && anyOr(selector.namespace(), table.namespace())
        && anyOr(selector.cluster(), table.cluster())
        && anyOr(selector.workspace(), surroundings.workspaceOf(table));
  }

  private boolean leadsTo(DestinationSelector selector, FlatRoute route) {
    var table = route.step().table();
    return route.route().action() instanceof ForwardTo forwardTo
        && Destinations.references(table, forwardTo).stream()
            .filter(destination -> destination.ref() != null)
            .anyMatch(destination -> surroundings.selects(selector, table, destination));
  }

  private static boolean anyOr(String wanted, String actual) {
    return wanted.isEmpty() || wanted.equals(actual);
  }
}
