package dev.isthmus.engine;

import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.NoSuchElementException;
import java.util.function.BiConsumer;
import org.jspecify.annotations.Nullable;

/**
 * Entries in key order: a table as a snapshot holds it, a whole small table, or the group of an
 * index. Immutable, with value equality; two versions of one table share all that did not change.
 */
public final class Entries<K extends Comparable<? super K>, V> implements Iterable<Entry<K, V>> {
  private static final Entries<String, Object> EMPTY = new Entries<>(null);

  final @Nullable TreeNode root;

  private Entries(@Nullable TreeNode root) {
    this.root = root;
  }

  /** No entries. */
  @SuppressWarnings("unchecked") // holds neither keys nor values
  public static <K extends Comparable<? super K>, V> Entries<K, V> empty() {
    return (Entries<K, V>) (Entries<?, ?>) EMPTY;
  }

  /** The entries after the first {@code count} changes, which are sorted by key, each key once. */
  Entries<K, V> with(Change<?, ?>[] changes, int count) {
    TreeNode after = TreeUpdate.apply(root, changes, count);
    return after == root ? this : after == null ? empty() : new Entries<>(after);
  }

  /** The number of entries. */
  public int size() {
    return root == null ? 0 : root.size();
  }

  /** Whether there are none. */
  public boolean isEmpty() {
    return root == null;
  }

  /** The value of a key, or null. */
  @SuppressWarnings("unchecked") // only pairs of K and V are ever put in
  public @Nullable V get(K key) {
    TreeNode node = root;
    while (node instanceof TreeNode.Inner inner) {
      node = inner.children[inner.childOf(key, 0)];
    }
    if (!(node instanceof TreeNode.Leaf leaf)) {
      return null;
    }
    int at = Keys.search(leaf.keys, 0, leaf.keys.length, key);
    return at < 0 ? null : (V) leaf.values[at];
  }

  /** Whether the key has a value. */
  public boolean containsKey(K key) {
    return get(key) != null;
  }

  /** The keys in order, copied. */
  public List<K> keys() {
    List<K> keys = new ArrayList<>(size());
    forEach((k, v) -> keys.add(k));
    return keys;
  }

  /** The values in the order of their keys, copied. */
  public List<V> values() {
    List<V> values = new ArrayList<>(size());
    forEach((k, v) -> values.add(v));
    return values;
  }

  /** Visits every entry in key order, without making an object for each. */
  public void forEach(BiConsumer<? super K, ? super V> visitor) {
    if (root != null) {
      visit(root, visitor);
    }
  }

  @SuppressWarnings("unchecked") // only pairs of K and V are ever put in
  private void visit(TreeNode node, BiConsumer<? super K, ? super V> visitor) {
    switch (node) {
      case TreeNode.Leaf leaf -> {
        for (int i = 0; i < leaf.keys.length; i++) {
          visitor.accept((K) leaf.keys[i], (V) leaf.values[i]);
        }
      }
      case TreeNode.Inner inner -> {
        for (TreeNode child : inner.children) {
          visit(child, visitor);
        }
      }
    }
  }

  @Override
  public Iterator<Entry<K, V>> iterator() {
    return iterator(new TreeCursor(root));
  }

  /** The entries from a key on, whether it is there or not; found without walking those before. */
  public Iterator<Entry<K, V>> from(K key) {
    TreeCursor cursor = new TreeCursor(root);
    cursor.seek(key);
    return iterator(cursor);
  }

  private static <K extends Comparable<? super K>, V> Iterator<Entry<K, V>> iterator(
      TreeCursor cursor) {
    return new Iterator<>() {
      @Override
      public boolean hasNext() {
        return !cursor.done();
      }

      @Override
      @SuppressWarnings("unchecked") // only pairs of K and V are ever put in
      public Entry<K, V> next() {
        if (cursor.done()) {
          throw new NoSuchElementException();
        }
        Entry<K, V> entry = new Entry<>((K) cursor.key(), (V) cursor.value());
        cursor.next();
        return entry;
      }
    };
  }

  /**
   * What changed from {@code before} to this, in key order. The cost follows the changes, not the
   * size, when one was made from the other.
   */
  @SuppressWarnings("unchecked") // only pairs of K and V are ever put in
  public Delta<K, V> since(Entries<K, V> before) {
    List<Change<K, V>> changes = new ArrayList<>();
    TreeCursor a = new TreeCursor(before.root);
    TreeCursor b = new TreeCursor(root);
    while (!a.done() || !b.done()) {
      if (!a.done() && !b.done() && TreeCursor.skipShared(a, b)) {
        continue;
      }
      int order = a.done() ? 1 : b.done() ? -1 : Keys.compare(a.key(), b.key());
      if (order < 0) {
        changes.add(new Change<>((K) a.key(), (V) a.value(), null));
        a.next();
      } else if (order > 0) {
        changes.add(new Change<>((K) b.key(), null, (V) b.value()));
        b.next();
      } else {
        if (!a.value().equals(b.value())) {
          changes.add(new Change<>((K) b.key(), (V) a.value(), (V) b.value()));
        }
        a.next();
        b.next();
      }
    }
    return Delta.sorted(changes);
  }

  @Override
  public boolean equals(@Nullable Object other) {
    if (!(other instanceof Entries<?, ?> that)) {
      return false;
    }
    if (root == that.root) {
      return true;
    }
    if (size() != that.size()) {
      return false;
    }
    TreeCursor a = new TreeCursor(root);
    TreeCursor b = new TreeCursor(that.root);
    while (!a.done() && !b.done()) {
      if (TreeCursor.skipShared(a, b)) {
        continue;
      }
      if (!a.key().equals(b.key()) || !a.value().equals(b.value())) {
        return false;
      }
      a.next();
      b.next();
    }
    return true;
  }

  @Override
  public int hashCode() {
    int hash = 0;
    for (TreeCursor c = new TreeCursor(root); !c.done(); c.next()) {
      hash = 31 * hash + (c.key().hashCode() ^ c.value().hashCode());
    }
    return hash;
  }

  @Override
  public String toString() {
    StringBuilder text = new StringBuilder("{");
    forEach((k, v) -> text.append(text.length() == 1 ? "" : ", ").append(k).append('=').append(v));
    return text.append('}').toString();
  }
}
