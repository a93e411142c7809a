package dev.isthmus.engine;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/** Tables, indexes and rules in an order in which each comes after all that it is made from. */
final class TopologicalOrder {
  private final Map<Object, List<Object>> madeFrom = new HashMap<>();
  private final Set<Object> done = new HashSet<>();
  private final LinkedHashSet<Object> path = new LinkedHashSet<>();
  private final List<Object> order = new ArrayList<>();

  private TopologicalOrder() {}

  static List<Object> of(List<NodeSpec> nodes, List<RuleSpec> rules) {
    TopologicalOrder search = new TopologicalOrder();
    for (NodeSpec node : nodes) {
      if (node.kind instanceof NodeSpec.Kind.Grouping grouping) {
        search.sources(node).add(grouping.of());
      }
    }
    for (RuleSpec rule : rules) {
      search.sources(rule).addAll(rule.uses());
      search.sources(rule).add(rule.from());
      rule.emits().forEach(table -> search.sources(table).add(rule));
    }
    nodes.forEach(search::visit);
    rules.forEach(search::visit);
    return search.order;
  }

  private List<Object> sources(Object part) {
    return madeFrom.computeIfAbsent(part, p -> new ArrayList<>());
  }

  private void visit(Object part) {
    if (done.contains(part)) {
      return;
    }
    if (!path.add(part)) {
      throw new IllegalArgumentException(
          "rules form a cycle: "
              + path.stream()
                  .dropWhile(p -> !p.equals(part))
                  .map(TopologicalOrder::name)
                  .collect(Collectors.joining(" <- "))
              + " <- "
              + name(part));
    }
    sources(part).forEach(this::visit);
    path.remove(part);
    done.add(part);
    order.add(part);
  }

  private static String name(Object part) {
    return part instanceof RuleSpec rule ? "rule '" + rule.name() + "'" : "'" + part + "'";
  }
}
