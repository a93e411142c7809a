package dev.isthmus.api.read;

import dev.isthmus.api.Labels;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Gives equal values one identity, mostly: a value that was not seen for a while may get another.
 * It holds a fixed number of values, so it never grows. Threads may share it without locks: what it
 * holds is immutable, so a lost or late write costs memory and nothing else.
 */
final class Interner {

  private static final int TEXTS = 1 << 14;
  private static final int VALUES = 1 << 12;

  /** Longer texts are rarely equal, and would be kept for long. */
  private static final int LONGEST = 256;

  private final @Nullable String[] texts = new @Nullable String[TEXTS];
  private final @Nullable Labels[] labels = new @Nullable Labels[VALUES];
  private final @Nullable Object[] lists = new @Nullable Object[VALUES];

  String text(String text) {
    if (text.length() > LONGEST) {
      return text;
    }
    int slot = slot(text.hashCode(), TEXTS);
    String known = texts[slot];
    if (known != null && known.equals(text)) {
      return known;
    }
    texts[slot] = text;
    return text;
  }

  Labels labels(Labels map) {
    int slot = slot(map.hashCode(), VALUES);
    Labels known = labels[slot];
    if (known != null && known.equals(map)) {
      return known;
    }
    labels[slot] = map;
    return map;
  }

  /** An immutable list, or another immutable value. */
  @SuppressWarnings("unchecked") // an equal value of T is used as a T
  <T> List<T> list(List<T> list) {
    int slot = slot(list.hashCode(), VALUES);
    Object known = lists[slot];
    if (known != null && known.equals(list)) {
      return (List<T>) known;
    }
    List<T> copy = List.copyOf(list);
    lists[slot] = copy;
    return copy;
  }

  private static int slot(int hash, int size) {
    int spread = hash * 0x9e3779b9;
    return (spread ^ spread >>> 16) & (size - 1);
  }
}
