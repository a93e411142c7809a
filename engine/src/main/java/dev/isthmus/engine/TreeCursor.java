package dev.isthmus.engine;

import org.jspecify.annotations.Nullable;

/**
 * A position between the entries of a tree; it can step over a whole node, which is what makes
 * comparing two versions of a tree cheap.
 */
final class TreeCursor {
  private final TreeNode[] path;
  private final int[] at;
  private final int leafLevel;
  private boolean done;

  TreeCursor(@Nullable TreeNode root) {
    int depth = 1;
    for (TreeNode n = root; n instanceof TreeNode.Inner inner; n = inner.children[0]) {
      depth++;
    }
    path = new TreeNode[depth];
    at = new int[depth];
    leafLevel = depth - 1;
    done = root == null;
    if (root != null) {
      path[0] = root;
      descend(0);
    }
  }

  /** Moves to the first entry whose key is not below {@code from}; from any position. */
  void seek(Object from) {
    if (done) {
      return;
    }
    for (int level = 0; level < leafLevel; level++) {
      TreeNode.Inner inner = (TreeNode.Inner) path[level];
      at[level] = inner.childOf(from, 0);
      path[level + 1] = inner.children[at[level]];
    }
    Object[] keys = leaf().keys;
    int place = Keys.search(keys, 0, keys.length, from);
    at[leafLevel] = place < 0 ? -place - 1 : place;
    if (at[leafLevel] == keys.length) {
      at[leafLevel]--;
      next();
    }
  }

  boolean done() {
    return done;
  }

  Object key() {
    return leaf().keys[at[leafLevel]];
  }

  Object value() {
    return leaf().values[at[leafLevel]];
  }

  void next() {
    skip(leafLevel + 1);
  }

  /** Steps over both cursors' largest common node that starts here; false if there is none. */
  static boolean skipShared(TreeCursor a, TreeCursor b) {
    if (a.at[a.leafLevel] != 0 || b.at[b.leafLevel] != 0) {
      return false;
    }
    int top = b.startLevel();
    for (int i = a.startLevel(); i <= a.leafLevel; i++) {
      for (int j = top; j <= b.leafLevel; j++) {
        if (a.path[i] == b.path[j]) {
          a.skip(i);
          b.skip(j);
          return true;
        }
      }
    }
    return false;
  }

  private TreeNode.Leaf leaf() {
    return (TreeNode.Leaf) path[leafLevel];
  }

  /** The highest level whose node starts at this position. */
  private int startLevel() {
    int level = leafLevel;
    while (level > 0 && at[level - 1] == 0) {
      level--;
    }
    return level;
  }

  /** Moves past the node at {@code level}; the level below the leaves is the single entry. */
  private void skip(int level) {
    int parent = level - 1;
    while (parent >= 0 && ++at[parent] == path[parent].width()) {
      parent--;
    }
    if (parent < 0) {
      done = true;
    } else {
      descend(parent);
    }
  }

  private void descend(int from) {
    for (int level = from; level < leafLevel; level++) {
      path[level + 1] = ((TreeNode.Inner) path[level]).children[at[level]];
      at[level + 1] = 0;
    }
  }
}
