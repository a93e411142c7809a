package dev.isthmus.engine;

/**
 * How a table makes one value of several that rules emit under one key. The values are folded from
 * the left in the order of their producers (the order in which the rules were declared, then the
 * source key), so the result depends on the inputs alone; it must be associative, since values that
 * one run emits under one key are folded first.
 */
@FunctionalInterface
public interface Merge<V> {

  /** One value for both; must be pure. */
  V merge(V earlier, V later);

  /** The given function. */
  static <V> Merge<V> of(Merge<V> merge) {
    return merge;
  }

  /** The first producer's value; the others are tolerated without a conflict. */
  static <V> Merge<V> first() {
    return (earlier, later) -> earlier;
  }
}
