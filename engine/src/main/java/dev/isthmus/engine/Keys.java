package dev.isthmus.engine;

/**
 * The order of keys, erased: the handles' types guarantee that the keys of one node compare with
 * each other.
 */
final class Keys {
  private Keys() {}

  @SuppressWarnings({"unchecked", "ReferenceEquality"}) // the same key is often the same object
  static int compare(Object a, Object b) {
    return a == b ? 0 : ((Comparable<Object>) a).compareTo(b);
  }

  /** The index of {@code key} in {@code keys[from, to)}, or {@code -(insertion point) - 1}. */
  static int search(Object[] keys, int from, int to, Object key) {
    int low = from;
    int high = to - 1;
    while (low <= high) {
      int mid = (low + high) >>> 1;
      int order = compare(keys[mid], key);
      if (order < 0) {
        low = mid + 1;
      } else if (order > 0) {
        high = mid - 1;
      } else {
        return mid;
      }
    }
    return -(low + 1);
  }
}
