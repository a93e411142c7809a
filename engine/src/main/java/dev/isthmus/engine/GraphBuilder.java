package dev.isthmus.engine;

import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.function.BiFunction;

/**
 * Declares the tables, indexes and rules of a graph, which is then fixed. The order of declaration
 * is the order in which producers of one key count.
 */
public final class GraphBuilder {
  private final List<NodeSpec> nodes = new ArrayList<>();
  private final List<RuleSpec> rules = new ArrayList<>();
  private final Set<String> nodeNames = new HashSet<>();
  private final Set<String> ruleNames = new HashSet<>();
  private boolean built;

  GraphBuilder() {}

  /** A table that is filled by batches. */
  public <K extends Comparable<? super K>, V> Table<K, V> input(String name) {
    return new Table<>(node(name, new NodeSpec.Kind.Input()));
  }

  /** A table that is filled by rules. A key with two producers is a {@link Conflict}. */
  public <K extends Comparable<? super K>, V> Table<K, V> table(String name) {
    return new Table<>(node(name, new NodeSpec.Kind.Derived(null)));
  }

  /** A table that is filled by rules, where several producers of a key are merged. */
  @SuppressWarnings("unchecked") // the table's cells hold V
  public <K extends Comparable<? super K>, V> Table<K, V> table(String name, Merge<V> merge) {
    return new Table<>(node(name, new NodeSpec.Kind.Derived((Merge<Object>) merge)));
  }

  /** An index of a table: {@code keys} gives, purely, the index keys of an entry. */
  @SuppressWarnings("unchecked") // the table's cells hold K and V
  public <I extends Comparable<? super I>, K extends Comparable<? super K>, V> Index<I, K, V> index(
      String name,
      Table<K, V> table,
      BiFunction<? super K, ? super V, ? extends Collection<? extends I>> keys) {
    BiFunction<Object, Object, Collection<?>> erased =
        (BiFunction<Object, Object, Collection<?>>) (BiFunction<?, ?, ?>) keys;
    return new Index<>(node(name, new NodeSpec.Kind.Grouping(own(table), erased)));
  }

  /** A rule, whose name is shown to users as the reason of what it emits. */
  public RuleBuilder.Start rule(String name) {
    return new RuleBuilder.Start(this, name);
  }

  /**
   * The graph, empty.
   *
   * @throws IllegalArgumentException if the rules form a cycle
   */
  public Graph build(FaultHandler faultHandler) {
    requireOpen();
    List<Object> order = TopologicalOrder.of(nodes, rules);
    built = true;
    return new Graph(this, new Writer(this, nodes, rules, order), faultHandler);
  }

  void add(RuleSpec rule) {
    claim(ruleNames, rule.name());
    rules.add(rule);
  }

  NodeSpec own(Source source) {
    NodeSpec spec =
        switch (source) {
          case Table<?, ?> table -> table.spec;
          case Index<?, ?, ?> index -> index.spec;
        };
    spec.requireOf(this);
    return spec;
  }

  void requireOpen() {
    if (built) {
      throw new IllegalStateException("the graph is built: it cannot be changed any more");
    }
  }

  private NodeSpec node(String name, NodeSpec.Kind kind) {
    claim(nodeNames, name);
    NodeSpec node = new NodeSpec(this, nodes.size(), name, kind);
    nodes.add(node);
    return node;
  }

  private void claim(Set<String> names, String name) {
    requireOpen();
    if (!names.add(name)) {
      throw new IllegalArgumentException("the name '" + name + "' is taken");
    }
  }
}
