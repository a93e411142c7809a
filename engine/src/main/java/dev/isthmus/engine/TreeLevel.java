package dev.isthmus.engine;

import java.util.Arrays;

/**
 * Nodes of one level of a tree that is being made, from the left. What is taken over as it was is
 * copied as a block and not looked at.
 */
final class TreeLevel {
  private Object[] firsts;
  private TreeNode[] nodes;
  private int count;
  private int size;
  private boolean thin;

  TreeLevel(int capacity) {
    firsts = new Object[capacity];
    nodes = new TreeNode[capacity];
  }

  /** The number of nodes. */
  int count() {
    return count;
  }

  TreeNode get(int i) {
    return nodes[i];
  }

  /** Adds a node that is new. */
  void add(TreeNode node) {
    reserve(1);
    firsts[count] = node.first();
    nodes[count++] = node;
    size += node.size();
    thin |= node.width() < TreeNode.MIN;
  }

  /** Adds children as they were; the caller accounts for their entries with {@link #resize}. */
  void addOld(TreeNode.Inner parent, int from, int to) {
    reserve(to - from);
    System.arraycopy(parent.firsts, from, firsts, count, to - from);
    System.arraycopy(parent.children, from, nodes, count, to - from);
    count += to - from;
  }

  /** Corrects the number of entries. */
  void resize(int difference) {
    size += difference;
  }

  private void reserve(int more) {
    if (count + more > nodes.length) {
      int capacity = Math.max(count + more, nodes.length * 2);
      firsts = Arrays.copyOf(firsts, capacity);
      nodes = Arrays.copyOf(nodes, capacity);
    }
  }

  /** Adds the nodes above these to {@code out}: none for none. */
  void addParents(TreeLevel out) {
    int pieces = (count + TreeNode.MAX - 1) / TreeNode.MAX;
    for (int i = 0; i < pieces; i++) {
      int from = (int) ((long) count * i / pieces);
      int to = (int) ((long) count * (i + 1) / pieces);
      out.add(
          new TreeNode.Inner(
              Arrays.copyOfRange(firsts, from, to),
              Arrays.copyOfRange(nodes, from, to),
              pieces == 1 ? size : sum(from, to)));
    }
  }

  private int sum(int from, int to) {
    int sum = 0;
    for (int i = from; i < to; i++) {
      sum += nodes[i].size();
    }
    return sum;
  }

  /** Joins neighbours of which one is thin where both fit into one, if a new node is thin. */
  void joinThin() {
    if (!thin || count < 2) {
      return;
    }
    int last = 0;
    for (int i = 1; i < count; i++) {
      TreeNode a = nodes[last];
      TreeNode b = nodes[i];
      if (Math.min(a.width(), b.width()) < TreeNode.MIN && a.width() + b.width() <= TreeNode.MAX) {
        nodes[last] = join(a, b);
      } else {
        nodes[++last] = b;
        firsts[last] = firsts[i];
      }
    }
    count = last + 1;
  }

  private static TreeNode join(TreeNode a, TreeNode b) {
    return switch (a) {
      case TreeNode.Leaf leaf -> leaf.join((TreeNode.Leaf) b);
      case TreeNode.Inner inner -> inner.join((TreeNode.Inner) b);
    };
  }
}
