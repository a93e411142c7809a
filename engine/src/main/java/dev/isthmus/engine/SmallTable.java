package dev.isthmus.engine;

/**
 * A table that a rule may fetch as a whole ({@link In#all}). A fetch of a whole table runs the rule
 * again at every change of that table, so a table that can be large is fetched by key or index;
 * that it is not fetched whole is checked by the compiler.
 */
public final class SmallTable<K extends Comparable<? super K>, V> extends Table<K, V> {

  SmallTable(NodeSpec spec) {
    super(spec);
  }

  @Override
  public SmallTable<K, V> published() {
    super.published();
    return this;
  }

  @Override
  public SmallTable<K, V> small() {
    return this;
  }
}
