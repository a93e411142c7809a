package dev.isthmus.translate.route;

import dev.isthmus.api.Finding;
import dev.isthmus.api.Labels;
import dev.isthmus.api.gloo.selector.WorkloadKind;
import dev.isthmus.api.gloo.selector.WorkloadSelector;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * The proxies that a VirtualService is for.
 *
 * @param scopes as the root table's gateways and workload selectors give them; none: no proxy
 * @param workspace the workspace that the table is translated for
 * @param cluster the cluster of the proxies
 * @param namespace the namespace of the proxies
 */
public record ProxyScope(
    List<MatchScope> scopes, String workspace, String cluster, String namespace) {

  public ProxyScope {
    scopes = List.copyOf(scopes);
  }

  /**
   * The scopes of one route: child tables narrow the sidecars further (API reference, 2.5: a
   * child's {@code workloadSelectors} are ANDed with the parent's labels); gateways have no
   * workload selectors.
   */
  List<MatchScope> of(FlatRoute route, Collection<Finding> findings) {
    var result = scopes;
    for (var step : route.steps().subList(1, route.steps().size())) {
      var selectors = step.table().spec().workloadSelectors();
      if (!selectors.isEmpty()) {
        result = narrow(result, selectors, step, findings);
      }
    }
    return result;
  }

  private List<MatchScope> narrow(
      List<MatchScope> before,
      List<WorkloadSelector> selectors,
      RouteStep step,
      Collection<Finding> findings) {
    var here = labels(selectors);
    var result = new LinkedHashSet<MatchScope>();
    for (var scope : before) {
      switch (scope) {
        case MatchScope.Gateway gateway -> result.add(gateway);
        case MatchScope.Sidecars sidecars ->
            here.forEach(labels ->
                united(sidecars.sourceLabels(), labels)
                    .ifPresent(
                        both -> result.add(new MatchScope.Sidecars(sidecars.gateways(), both))));
      }
    }
    if (result.isEmpty() && !before.isEmpty() && !here.isEmpty()) {
      findings.add(
          RouteFindings.contradictingSelectors(new Place(step.table().ref(), "workloadSelectors")));
    }
    return List.copyOf(result);
  }

  private static Optional<SortedMap<String, String>> united(
      SortedMap<String, String> parent, SortedMap<String, String> child) {
    var result = new TreeMap<>(parent);
    for (var label : child.entrySet()) {
      var other = result.putIfAbsent(label.getKey(), label.getValue());
      if (other != null && !other.equals(label.getValue())) {
        return Optional.empty();
      }
    }
    return Optional.of(result);
  }

  /**
   * The labels of workloads that selectors select in this namespace: one map per selector, an empty
   * one for all workloads. Selectors that name another namespace, cluster or workspace select none
   * here (API reference, 8.7); nor do those of virtual machines, nor those by a workload's name,
   * which a proxy does not know.
   */
  public List<SortedMap<String, String>> labels(List<WorkloadSelector> selectors) {
    return labels(selectors, workspace, cluster, namespace);
  }

  /** As {@link #labels(List)}, before there is a scope. */
  public static List<SortedMap<String, String>> labels(
      List<WorkloadSelector> selectors, String workspace, String cluster, String namespace) {
    var result = new ArrayList<SortedMap<String, String>>();
    for (var each : selectors) {
      if (!selectsPods(each)) {
        continue;
      }
      var selector = each.selector();
      if (selector == null) {
        return List.of(Labels.EMPTY);
      }
      var here =
          anyOr(selector.namespace(), namespace)
              && anyOr(selector.cluster(), cluster)
              && anyOr(selector.workspace(), workspace);
      if (here && selector.labels().isEmpty()) {
        return List.of(Labels.EMPTY);
      }
      if (here) {
        result.add(selector.labels());
      }
    }
    return result;
  }

  /** Whether a selector can select anything: pods, by what a proxy knows of itself. */
  static boolean selectsPods(WorkloadSelector selector) {
    return selector.kind() != WorkloadKind.VM
        && (selector.selector() == null || selector.selector().name().isEmpty());
  }

  private static boolean anyOr(String wanted, String actual) {
    return wanted.isEmpty() || wanted.equals(actual);
  }
}
