package dev.isthmus.translate.route;

import dev.isthmus.api.Finding;
import dev.isthmus.api.Meta;
import dev.isthmus.api.ObjectKey;
import dev.isthmus.api.gloo.networking.Delegate;
import dev.isthmus.api.gloo.networking.FailureMode;
import dev.isthmus.api.gloo.networking.RouteTable;
import dev.isthmus.api.gloo.networking.SortMethod;
import dev.isthmus.translate.route.Conjunction.Both;
import dev.isthmus.translate.route.Conjunction.Neither;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.TreeMap;

/**
 * Puts the routes of child tables in the place of the routes that delegate to them (API reference,
 * 2.5, Delegation). Where that cannot be done for a child, the parent's route stays behind those
 * that it could be done for, and answers 500: requests that were meant for the child must not fall
 * through to other routes.
 */
public final class Delegation {
  private final RouteTables tables;
  private final DelegationLimits limits;
  private final Set<Finding> findings = new LinkedHashSet<>();
  private int taken;
  private int combined;
  private boolean incomplete;

  private Delegation(RouteTables tables, DelegationLimits limits) {
    this.tables = tables;
    this.limits = limits;
  }

  /** All routes of a root table, in order. */
  public static Flattened flatten(RouteTable root, RouteTables tables) {
    return flatten(root, tables, DelegationLimits.DEFAULT);
  }

  static Flattened flatten(RouteTable root, RouteTables tables, DelegationLimits limits) {
    var delegation = new Delegation(tables, limits);
    var routes = delegation.routes(Context.of(root));
    return new Flattened(
        RouteNames.named(routes.found()),
        delegation.findings.stream().sorted().toList(),
        delegation.incomplete);
  }

  /**
   * What a table inherits.
   *
   * @param table the table
   * @param steps the routes that lead to it, the root's first
   * @param matches what they match together; empty: every request
   */
  private record Context(RouteTable table, List<RouteStep> steps, List<RequestMatch> matches) {

    static Context of(RouteTable root) {
      return new Context(root, List.of(), List.of());
    }

    Context into(RouteTable child, FlatRoute delegating) {
      return new Context(child, delegating.steps(), delegating.matches());
    }

    RouteStep step(int index, String name) {
      var labels = new TreeMap<String, String>();
      if (!steps.isEmpty()) {
        labels.putAll(steps.getLast().labels());
      }
      labels.putAll(table.labels());
      labels.putAll(table.spec().http().get(index).labels());
      return new RouteStep(table, index, name, labels);
    }

    boolean passed(RouteTable other) {
      return table.key().equals(other.key())
          || steps.stream().anyMatch(step -> step.table().key().equals(other.key()));
    }
  }

  /** Routes of a table, and whether one of them had to be left out. */
  private record Routes(List<FlatRoute> found, boolean complete) {}

  private Routes routes(Context context) {
    var found = new ArrayList<FlatRoute>();
    var complete = true;
    var http = context.table().spec().http();
    var names = RouteNames.of(http);
    for (var i = 0; i < http.size(); i++) {
      var step = context.step(i, names.get(i));
      var own = MatcherReader.read(http.get(i).matchers(), step.place(), findings);
      incomplete |= own.size() < http.get(i).matchers().size();
      if (own.isEmpty() && !http.get(i).matchers().isEmpty()) {
        // Without matchers it would match everything.
        findings.add(RouteFindings.noMatcherLeft(step.place(), !context.steps().isEmpty()));
        complete = false;
        continue;
      }
      switch (combine(context, step, own)) {
        case Neither<List<RequestMatch>> neither -> complete = false;
        case Both<List<RequestMatch>>(var matches) -> {
          var steps = new ArrayList<>(context.steps());
          steps.add(step);
          found.addAll(resolve(context, new FlatRoute(step.fullName(), steps, matches, false)));
        }
      }
    }
    return new Routes(found, complete);
  }

  private List<FlatRoute> resolve(Context context, FlatRoute route) {
    return route.route().action() instanceof Delegate delegate
        ? delegated(context, route, delegate)
        : List.of(route);
  }

  private List<FlatRoute> delegated(Context context, FlatRoute route, Delegate delegate) {
    var place = route.step().place().at("delegate");
    var children = children(context.table(), delegate);
    if (children.isEmpty()) {
      findings.add(RouteFindings.nothingToDelegateTo(place));
    }
    var found = new ArrayList<FlatRoute>();
    var complete = true;
    for (var child : children) {
      if (context.passed(child)) {
        findings.add(RouteFindings.cycle(place, child.ref()));
        complete = false;
      } else if (exceeds(route, child, place)) {
        complete = false;
      } else {
        checkChild(child);
        var routes = routes(context.into(child, route));
        found.addAll(routes.found());
        complete &= routes.complete();
      }
    }
    if (delegate.sortMethod() == SortMethod.ROUTE_SPECIFICITY) {
      found.sort(RouteSpecificity.MOST_SPECIFIC_FIRST);
    }
    if (!complete) {
      found.add(new FlatRoute(route.name(), route.steps(), route.matches(), true));
    }
    return found;
  }

  /**
   * Tables in the order of the selectors that select them, then by age, each once; of those, the
   * ones of greater weight first. A root table is not delegated to.
   */
  private List<RouteTable> children(RouteTable parent, Delegate delegate) {
    var selected = new LinkedHashMap<ObjectKey, RouteTable>();
    for (var selector : delegate.routeTables()) {
      tables.select(parent, selector).stream()
          .filter(table -> table.spec().hosts().isEmpty())
          .sorted(Comparator.comparing(RouteTable::meta, Meta.BY_AGE))
          .forEach(table -> selected.putIfAbsent(table.key(), table));
    }
    return selected.values().stream()
        .sorted(Comparator.comparingInt((RouteTable table) -> table.spec().weight()).reversed())
        .toList();
  }

  private boolean exceeds(FlatRoute route, RouteTable child, Place place) {
    if (route.steps().size() >= limits.depth()) {
      findings.add(RouteFindings.tooDeep(place, limits.depth()));
      return true;
    }
    var cost = Math.max(1, child.spec().http().size());
    if (cost > limits.routes() - taken) {
      findings.add(RouteFindings.tooManyRoutes(place, limits.routes()));
      return true;
    }
    taken += cost;
    return false;
  }

  private void checkChild(RouteTable child) {
    var place = new Place(child.ref(), "");
    var spec = child.spec();
    if (!spec.workloadSelectors().isEmpty()
        && spec.workloadSelectors().stream().noneMatch(ProxyScope::selectsPods)) {
      findings.add(RouteFindings.noPods(place.at("workloadSelectors")));
    }
    if (!spec.virtualGateways().isEmpty()) {
      findings.add(RouteFindings.rootOnly(place.at("virtualGateways")));
    }
    if (!spec.applyToDestinations().isEmpty()) {
      findings.add(RouteFindings.rootOnly(place.at("applyToDestinations")));
    }
    if (!spec.virtualServiceAnnotations().isEmpty()) {
      findings.add(RouteFindings.rootOnly(place.at("virtualServiceAnnotations")));
    }
    if (spec.failureMode() != FailureMode.ROUTE_REPLACEMENT) {
      findings.add(RouteFindings.rootOnly(place.at("failureMode")));
    }
    if (!spec.tcp().isEmpty()) {
      findings.add(RouteFindings.httpOnly(place.at("tcp")));
    }
    if (!spec.tls().isEmpty()) {
      findings.add(RouteFindings.httpOnly(place.at("tls")));
    }
  }

  /**
   * The matchers of a route with those that it inherits: each with each, without the pairs that
   * exclude each other.
   */
  private Conjunction<List<RequestMatch>> combine(
      Context context, RouteStep step, List<RequestMatch> own) {
    if (context.steps().isEmpty()) {
      return new Both<>(own);
    }
    var delegating = context.steps().getLast();
    var cost = (long) Math.max(1, context.matches().size()) * Math.max(1, own.size());
    if (cost > limits.matches() - combined) {
      findings.add(
          RouteFindings.tooManyMatches(delegating.place().at("delegate"), limits.matches()));
      return new Neither<>("too many matchers");
    }
    combined += (int) cost;
    if (context.matches().isEmpty() || own.isEmpty()) {
      return new Both<>(own.isEmpty() ? context.matches() : own);
    }
    var all = pairs(context.matches(), own);
    if (all instanceof Neither<List<RequestMatch>>(String why)) {
      findings.addAll(RouteFindings.contradiction(delegating, step, why));
    }
    return all;
  }

  private static Conjunction<List<RequestMatch>> pairs(
      List<RequestMatch> parents, List<RequestMatch> children) {
    var result = new LinkedHashSet<RequestMatch>();
    var obstacle = "";
    for (var parent : parents) {
      for (var child : children) {
        switch (MatchConjunction.of(parent, child)) {
          case Both<RequestMatch>(var match) -> result.add(match);
          case Neither<RequestMatch>(var why) -> obstacle = obstacle.isEmpty() ? why : obstacle;
        }
      }
    }
    return result.isEmpty() ? new Neither<>(obstacle) : new Both<>(List.copyOf(result));
  }
}
