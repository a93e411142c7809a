package dev.isthmus.engine;

import java.util.Arrays;

/**
 * A node of an immutable B+ tree. All leaves are at one depth; keys are strictly ascending; no node
 * is empty. An update shares every node that holds no changed key.
 */
sealed interface TreeNode {
  /** Entries of a leaf and children of an inner node are at most this many. */
  int MAX = 48;

  /** Below this a node is joined with a neighbour under the same parent where both fit into one. */
  int MIN = 16;

  /** The number of entries below. */
  int size();

  /** The smallest key below. */
  Object first();

  /** The number of entries (leaf) or children (inner node). */
  int width();

  /** Entries, in key order. */
  final class Leaf implements TreeNode {
    final Object[] keys;
    final Object[] values;

    Leaf(Object[] keys, Object[] values) {
      this.keys = keys;
      this.values = values;
    }

    @Override
    public int size() {
      return keys.length;
    }

    @Override
    public Object first() {
      return keys[0];
    }

    @Override
    public int width() {
      return keys.length;
    }

    Leaf join(Leaf next) {
      return new Leaf(concat(keys, next.keys), concat(values, next.values));
    }
  }

  /** Children; {@code firsts[i]} is the smallest key below {@code children[i]}. */
  final class Inner implements TreeNode {
    final Object[] firsts;
    final TreeNode[] children;
    private final int size;

    Inner(Object[] firsts, TreeNode[] children, int size) {
      this.firsts = firsts;
      this.children = children;
      this.size = size;
    }

    @Override
    public int size() {
      return size;
    }

    @Override
    public Object first() {
      return firsts[0];
    }

    @Override
    public int width() {
      return children.length;
    }

    /** The child from {@code from} on that holds the key, if any does. */
    int childOf(Object key, int from) {
      int at = Keys.search(firsts, from, firsts.length, key);
      return at >= 0 ? at : Math.max(from, -at - 2);
    }

    Inner join(Inner next) {
      return new Inner(
          concat(firsts, next.firsts), concat(children, next.children), size + next.size);
    }
  }

  private static <T> T[] concat(T[] a, T[] b) {
    T[] both = Arrays.copyOf(a, a.length + b.length);
    System.arraycopy(b, 0, both, a.length, b.length);
    return both;
  }
}
