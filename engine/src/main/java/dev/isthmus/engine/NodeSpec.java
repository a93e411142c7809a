package dev.isthmus.engine;

import java.util.Collection;
import java.util.function.BiFunction;
import org.jspecify.annotations.Nullable;

/**
 * What was declared about a table or an index; the handles that users hold all point to one of
 * these.
 */
final class NodeSpec {
  final GraphBuilder graph;
  final int ordinal;
  final String name;
  final Kind kind;
  boolean published;
  boolean small;

  NodeSpec(GraphBuilder graph, int ordinal, String name, Kind kind) {
    this.graph = graph;
    this.ordinal = ordinal;
    this.name = name;
    this.kind = kind;
  }

  /** What fills the node. */
  sealed interface Kind {
    /** Filled by batches. */
    record Input() implements Kind {}

    /** Filled by rules; without a merge, a key with two producers is a conflict. */
    record Derived(@Nullable Merge<Object> merge) implements Kind {}

    /** The entries of another table, grouped. */
    record Grouping(NodeSpec of, BiFunction<Object, Object, Collection<?>> keys) implements Kind {}
  }

  void requireOf(GraphBuilder expected) {
    if (graph != expected) {
      throw new IllegalArgumentException("'" + name + "' is of another graph");
    }
  }

  @Override
  public String toString() {
    return name;
  }
}
