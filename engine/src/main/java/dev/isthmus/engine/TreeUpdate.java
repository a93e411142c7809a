package dev.isthmus.engine;

import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * Applies sorted changes to a tree: one pass that copies the path to each changed leaf once,
 * however many changes it holds, and packs densely where much is added at once (a first load).
 */
final class TreeUpdate {
  private static final TreeNode.Leaf NOTHING = new TreeNode.Leaf(new Object[0], new Object[0]);

  private final Change<?, ?>[] changes;

  private TreeUpdate(Change<?, ?>[] changes) {
    this.changes = changes;
  }

  /**
   * The tree after the changes {@code [0, count)}, which are sorted by key, each key once, and none
   * of which is without effect.
   */
  static @Nullable TreeNode apply(@Nullable TreeNode root, Change<?, ?>[] changes, int count) {
    if (count == 0) {
      return root;
    }
    TreeLevel level = new TreeLevel(2);
    new TreeUpdate(changes).rebuild(root == null ? NOTHING : root, 0, count, level);
    while (level.count() > 1) {
      TreeLevel above = new TreeLevel(level.count() / TreeNode.MAX + 1);
      level.addParents(above);
      level = above;
    }
    TreeNode result = level.count() == 0 ? null : level.get(0);
    while (result instanceof TreeNode.Inner inner && inner.children.length == 1) {
      result = inner.children[0];
    }
    return result;
  }

  /**
   * Adds to {@code out} what becomes of {@code node} under the changes {@code [from, to)}: nodes of
   * the same depth.
   */
  private void rebuild(TreeNode node, int from, int to, TreeLevel out) {
    switch (node) {
      case TreeNode.Leaf leaf -> rebuildLeaf(leaf, from, to, out);
      case TreeNode.Inner inner -> rebuildInner(inner, from, to, out);
    }
  }

  private void rebuildInner(TreeNode.Inner inner, int from, int to, TreeLevel out) {
    TreeNode[] children = inner.children;
    TreeLevel next = new TreeLevel(children.length + 1);
    next.resize(inner.size());
    int done = 0;
    int start = from;
    while (start < to) {
      int child = inner.childOf(changes[start].key(), done);
      int end =
          child + 1 == children.length ? to : firstAtLeast(inner.firsts[child + 1], start + 1, to);
      next.addOld(inner, done, child);
      next.resize(-children[child].size());
      rebuild(children[child], start, end, next);
      done = child + 1;
      start = end;
    }
    next.addOld(inner, done, children.length);
    next.joinThin();
    next.addParents(out);
  }

  /** The first change in {@code [from, to)} whose key is not below {@code key}, or {@code to}. */
  private int firstAtLeast(Object key, int from, int to) {
    int low = from;
    int high = from;
    for (int step = 1; high < to && Keys.compare(changes[high].key(), key) < 0; step *= 2) {
      low = high + 1;
      high = Math.min(to, high + step);
    }
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

  private void rebuildLeaf(TreeNode.Leaf leaf, int from, int to, TreeLevel out) {
    if (to - from <= leaf.keys.length && replaceValues(leaf, from, to, out)) {
      return;
    }
    Object[] keys = leaf.keys;
    Object[] newKeys = new Object[keys.length + to - from];
    Object[] newValues = new Object[newKeys.length];
    int done = 0;
    int n = 0;
    for (int i = from; i < to; i++) {
      Change<?, ?> change = changes[i];
      int at = search(keys, done, change);
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
    addLeaves(newKeys, newValues, n + keys.length - done, out);
  }

  /** The most frequent update: keys neither come nor go, and the new leaf shares them. */
  private boolean replaceValues(TreeNode.Leaf leaf, int from, int to, TreeLevel out) {
    Object[] values = leaf.values.clone();
    int at = -1;
    for (int i = from; i < to; i++) {
      Object after = changes[i].after();
      at = search(leaf.keys, at + 1, changes[i]);
      if (at < 0 || after == null) {
        return false;
      }
      values[at] = after;
    }
    out.add(new TreeNode.Leaf(leaf.keys, values));
    return true;
  }

  /**
   * Where a change's key is in {@code keys} from {@code from} on; negative if it is not there.
   *
   * @throws IllegalStateException if what the change was made from is not what is there: keys that
   *     do not compare as they equal, or an index function that is not pure
   */
  private static int search(Object[] keys, int from, Change<?, ?> change) {
    int at = Keys.search(keys, from, keys.length, change.key());
    if (at >= 0 != (change.before() != null)) {
      throw new IllegalStateException(
          (at >= 0 ? "there is an entry already, before " : "there is no entry, before ") + change);
    }
    return at;
  }

  private static void addLeaves(Object[] keys, Object[] values, int count, TreeLevel out) {
    int pieces = (count + TreeNode.MAX - 1) / TreeNode.MAX;
    for (int i = 0; i < pieces; i++) {
      int from = (int) ((long) count * i / pieces);
      int to = (int) ((long) count * (i + 1) / pieces);
      out.add(
          new TreeNode.Leaf(
              Arrays.copyOfRange(keys, from, to), Arrays.copyOfRange(values, from, to)));
    }
  }
}
