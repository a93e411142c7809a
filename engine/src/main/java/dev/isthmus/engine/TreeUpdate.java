package dev.isthmus.engine;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Applies sorted changes to a tree: one pass that copies the path to each changed leaf once,
 * however many changes it holds, and packs densely where much is added at once (a first load).
 */
final class TreeUpdate {
  private final Change<?, ?>[] changes;

  private TreeUpdate(Change<?, ?>[] changes) {
    this.changes = changes;
  }

  /** The tree after the changes {@code [0, count)}, which are sorted by key, each key once. */
  static @Nullable TreeNode apply(@Nullable TreeNode root, Change<?, ?>[] changes, int count) {
    if (count == 0) {
      return root;
    }
    TreeUpdate update = new TreeUpdate(changes);
    List<TreeNode> level = new ArrayList<>();
    TreeNode start = root == null ? new TreeNode.Leaf(new Object[0], new Object[0]) : root;
    update.rebuild(start, 0, count, level);
    while (level.size() > 1) {
      List<TreeNode> above = new ArrayList<>(level.size() / TreeNode.MAX + 1);
      addInner(level, above);
      level = above;
    }
    TreeNode result = level.isEmpty() ? null : level.getFirst();
    while (result instanceof TreeNode.Inner inner && inner.children.length == 1) {
      result = inner.children[0];
    }
    return result;
  }

  /**
   * Adds to {@code out} what becomes of {@code node} under the changes {@code [from, to)}: nodes of
   * the same depth.
   */
  private void rebuild(TreeNode node, int from, int to, List<TreeNode> out) {
    switch (node) {
      case TreeNode.Leaf leaf -> rebuildLeaf(leaf, from, to, out);
      case TreeNode.Inner inner -> rebuildInner(inner, from, to, out);
    }
  }

  private void rebuildInner(TreeNode.Inner inner, int from, int to, List<TreeNode> out) {
    TreeNode[] children = inner.children;
    List<TreeNode> next = new ArrayList<>(children.length + 2);
    int start = from;
    for (int i = 0; i < children.length; i++) {
      int end = i + 1 == children.length ? to : firstAtLeast(inner.firsts[i + 1], start, to);
      if (start == end) {
        next.add(children[i]);
      } else {
        rebuild(children[i], start, end, next);
      }
      start = end;
    }
    addInner(joined(next), out);
  }

  /** The first change in {@code [from, to)} whose key is not below {@code key}. */
  private int firstAtLeast(Object key, int from, int to) {
    if (from == to || Keys.compare(changes[from].key(), key) >= 0) {
      return from;
    }
    int low = from + 1;
    int high = to;
    while (low < high) {
      int mid = (low + high) >>> 1;
      if (Keys.compare(changes[mid].key(), key) < 0) {
        low = mid + 1;
      } else {
        high = mid;
      }
    }
    return low;
  }

  private void rebuildLeaf(TreeNode.Leaf leaf, int from, int to, List<TreeNode> out) {
    Object[] keys = leaf.keys;
    Object[] newKeys = new Object[keys.length + to - from];
    Object[] newValues = new Object[newKeys.length];
    int done = 0;
    int n = 0;
    for (int i = from; i < to; i++) {
      Change<?, ?> change = changes[i];
      int at = done == keys.length ? -done - 1 : Keys.search(keys, done, keys.length, change.key());
      int place = at >= 0 ? at : -at - 1;
      System.arraycopy(keys, done, newKeys, n, place - done);
      System.arraycopy(leaf.values, done, newValues, n, place - done);
      n += place - done;
      done = at >= 0 ? place + 1 : place;
      Object after = change.after();
      if (after != null) {
        newKeys[n] = change.key();
        newValues[n++] = after;
      }
    }
    System.arraycopy(keys, done, newKeys, n, keys.length - done);
    System.arraycopy(leaf.values, done, newValues, n, keys.length - done);
    n += keys.length - done;
    addLeaves(newKeys, newValues, n, out);
  }

  private static void addLeaves(Object[] keys, Object[] values, int count, List<TreeNode> out) {
    int pieces = pieces(count);
    for (int i = 0; i < pieces; i++) {
      int from = (int) ((long) count * i / pieces);
      int to = (int) ((long) count * (i + 1) / pieces);
      if (from == 0 && to == keys.length) {
        out.add(new TreeNode.Leaf(keys, values));
      } else {
        out.add(
            new TreeNode.Leaf(
                Arrays.copyOfRange(keys, from, to), Arrays.copyOfRange(values, from, to)));
      }
    }
  }

  private static void addInner(List<TreeNode> children, List<TreeNode> out) {
    int count = children.size();
    int pieces = pieces(count);
    for (int i = 0; i < pieces; i++) {
      int from = (int) ((long) count * i / pieces);
      int to = (int) ((long) count * (i + 1) / pieces);
      out.add(TreeNode.Inner.of(children.subList(from, to).toArray(TreeNode[]::new)));
    }
  }

  /** How many nodes hold {@code count} parts, evenly: none for none. */
  private static int pieces(int count) {
    return (count + TreeNode.MAX - 1) / TreeNode.MAX;
  }

  /** Joins neighbours of which one has become thin, where both fit into one. */
  private static List<TreeNode> joined(List<TreeNode> nodes) {
    boolean thin = false;
    for (TreeNode node : nodes) {
      thin |= node.width() < TreeNode.MIN;
    }
    if (!thin || nodes.size() < 2) {
      return nodes;
    }
    List<TreeNode> out = new ArrayList<>(nodes.size());
    for (TreeNode node : nodes) {
      TreeNode last = out.isEmpty() ? node : out.getLast();
      boolean join =
          !out.isEmpty()
              && Math.min(last.width(), node.width()) < TreeNode.MIN
              && last.width() + node.width() <= TreeNode.MAX;
      if (join) {
        out.set(out.size() - 1, join(last, node));
      } else {
        out.add(node);
      }
    }
    return out;
  }

  private static TreeNode join(TreeNode a, TreeNode b) {
    return switch (a) {
      case TreeNode.Leaf leaf -> leaf.join((TreeNode.Leaf) b);
      case TreeNode.Inner inner -> inner.join((TreeNode.Inner) b);
    };
  }
}
