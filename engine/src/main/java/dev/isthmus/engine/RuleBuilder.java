package dev.isthmus.engine;

import java.util.ArrayList;
import java.util.List;

/**
 * A rule being declared: what it may fetch, where it emits, and its function, which ends the
 * declaration.
 *
 * @param <K> the keys of what it runs over
 * @param <V> the values of what it runs over
 */
public final class RuleBuilder<K, V> {
  private final GraphBuilder graph;
  private final String name;
  private final NodeSpec from;
  private final List<NodeSpec> uses = new ArrayList<>();
  private final List<NodeSpec> emits = new ArrayList<>();

  private RuleBuilder(GraphBuilder graph, String name, NodeSpec from) {
    this.graph = graph;
    this.name = name;
    this.from = from;
  }

  /** Tables and indexes that the function may fetch from; may be called several times. */
  public RuleBuilder<K, V> uses(Source... sources) {
    for (Source source : sources) {
      uses.add(graph.own(source));
    }
    return this;
  }

  /** Tables that the function may emit to; may be called several times. */
  public RuleBuilder<K, V> emits(Table<?, ?>... tables) {
    for (Table<?, ?> table : tables) {
      NodeSpec spec = graph.own(table);
      if (!(spec.kind instanceof NodeSpec.Kind.Derived)) {
        throw new IllegalArgumentException(
            "rule '" + name + "' emits to the input '" + table + "'");
      }
      emits.add(spec);
    }
    return this;
  }

  /** The function, which is called for each source entry. */
  @SuppressWarnings("unchecked") // the source's cells hold K and V
  public void each(RuleFunction<? super K, ? super V> function) {
    graph.add(
        new RuleSpec(
            name, from, uses, emits, (RuleFunction<Object, Object>) (RuleFunction<?, ?>) function));
  }

  /** A rule with a name and nothing else. */
  public static final class Start {
    private final GraphBuilder graph;
    private final String name;

    Start(GraphBuilder graph, String name) {
      this.graph = graph;
      this.name = name;
    }

    /** Runs once for each entry of a table. */
    public <K extends Comparable<? super K>, V> RuleBuilder<K, V> from(Table<K, V> table) {
      return new RuleBuilder<>(graph, name, graph.own(table));
    }

    /** Runs once for each key of an index that has entries, with those entries. */
    public <I extends Comparable<? super I>, K extends Comparable<? super K>, V>
        RuleBuilder<I, Entries<K, V>> from(Index<I, K, V> index) {
      return new RuleBuilder<>(graph, name, graph.own(index));
    }
  }
}
