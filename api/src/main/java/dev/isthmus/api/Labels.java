package dev.isthmus.api;

import java.util.AbstractMap;
import java.util.AbstractSet;
import java.util.Arrays;
import java.util.Comparator;
import java.util.Iterator;
import java.util.Map;
import java.util.NoSuchElementException;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * Labels, annotations and other small maps of text: immutable, sorted by key, one array and no
 * entry objects. Null keys and values are not allowed.
 */
@SuppressWarnings("JdkObsolete") // SortedMap is all that is promised; its order is what counts
public final class Labels extends AbstractMap<String, String> implements SortedMap<String, String> {

  public static final Labels EMPTY = new Labels(new String[0]);

  /** Key, value, key, value…, in the order of the keys. Never written after construction. */
  private final String[] pairs;

  private final int hash;

  private Labels(String[] pairs) {
    this.pairs = pairs;
    int sum = 0;
    for (int i = 0; i < pairs.length; i += 2) {
      sum += pairs[i].hashCode() ^ pairs[i + 1].hashCode();
    }
    this.hash = sum;
  }

  /** The map itself if it is of this class, else a sorted copy. */
  public static Labels copyOf(Map<String, String> map) {
    if (map instanceof Labels labels) {
      return labels;
    }
    if (map.isEmpty()) {
      return EMPTY;
    }
    boolean sorted = map instanceof SortedMap<String, String> s && s.comparator() == null;
    String[] pairs = new String[map.size() * 2];
    int i = 0;
    for (Map.Entry<String, String> entry : (sorted ? map : new TreeMap<>(map)).entrySet()) {
      pairs[i++] = entry.getKey();
      pairs[i++] = entry.getValue();
    }
    return new Labels(pairs);
  }

  /** Labels of keys and values in turn. A repeated key is an error. */
  public static Labels of(String... keysAndValues) {
    if (keysAndValues.length % 2 != 0) {
      throw new IllegalArgumentException("a key without a value");
    }
    String[] pairs = keysAndValues.clone();
    sort(pairs, 0);
    for (int i = 2; i < pairs.length; i += 2) {
      if (pairs[i].equals(pairs[i - 2])) {
        throw new IllegalArgumentException("key twice: " + pairs[i]);
      }
    }
    return pairs.length == 0 ? EMPTY : new Labels(pairs);
  }

  /** Insertion sort of pairs: label maps are small, and mostly sorted already. */
  private static void sort(String[] pairs, int from) {
    for (int i = from + 2; i < pairs.length; i += 2) {
      String key = pairs[i];
      String value = pairs[i + 1];
      int j = i - 2;
      while (j >= from && pairs[j].compareTo(key) > 0) {
        pairs[j + 2] = pairs[j];
        pairs[j + 3] = pairs[j + 1];
        j -= 2;
      }
      pairs[j + 2] = key;
      pairs[j + 3] = value;
    }
  }

  /** Whether these labels, as a selector of equality, select an object with the given labels. */
  public boolean selects(SortedMap<String, String> labels) {
    for (int i = 0; i < pairs.length; i += 2) {
      if (!pairs[i + 1].equals(labels.get(pairs[i]))) {
        return false;
      }
    }
    return true;
  }

  private int find(String key) {
    int low = 0;
    int high = pairs.length / 2 - 1;
    while (low <= high) {
      int middle = (low + high) >>> 1;
      int order = pairs[middle * 2].compareTo(key);
      if (order == 0) {
        return middle * 2;
      }
      if (order < 0) {
        low = middle + 1;
      } else {
        high = middle - 1;
      }
    }
    return -1 - low * 2;
  }

  @Override
  public @Nullable String get(@Nullable Object key) {
    int at = key instanceof String text ? find(text) : -1;
    return at < 0 ? null : pairs[at + 1];
  }

  @Override
  public boolean containsKey(@Nullable Object key) {
    return key instanceof String text && find(text) >= 0;
  }

  @Override
  public int size() {
    return pairs.length / 2;
  }

  @Override
  public @Nullable Comparator<? super String> comparator() {
    return null;
  }

  @Override
  public SortedMap<String, String> subMap(String from, String to) {
    return slice(start(from), start(to));
  }

  @Override
  public SortedMap<String, String> headMap(String to) {
    return slice(0, start(to));
  }

  @Override
  public SortedMap<String, String> tailMap(String from) {
    return slice(start(from), pairs.length);
  }

  private int start(String key) {
    int at = find(key);
    return at >= 0 ? at : -1 - at;
  }

  private Labels slice(int from, int to) {
    if (from > to) {
      throw new IllegalArgumentException("from is after to");
    }
    return from == to ? EMPTY : new Labels(Arrays.copyOfRange(pairs, from, to));
  }

  @Override
  public String firstKey() {
    return keyAt(0);
  }

  @Override
  public String lastKey() {
    return keyAt(pairs.length - 2);
  }

  private String keyAt(int at) {
    if (pairs.length == 0) {
      throw new NoSuchElementException();
    }
    return pairs[at];
  }

  @Override
  public Set<Entry<String, String>> entrySet() {
    return new Entries();
  }

  @Override
  public boolean equals(@Nullable Object other) {
    if (this == other) {
      return true;
    }
    return other instanceof Labels labels
        ? hash == labels.hash && Arrays.equals(pairs, labels.pairs)
        : super.equals(other);
  }

  @Override
  public int hashCode() {
    return hash;
  }

  private final class Entries extends AbstractSet<Entry<String, String>> {
    @Override
    public Iterator<Entry<String, String>> iterator() {
      return new Iterator<>() {
        private int next;

        @Override
        public boolean hasNext() {
          return next < pairs.length;
        }

        @Override
        public Entry<String, String> next() {
          if (next >= pairs.length) {
            throw new NoSuchElementException();
          }
          next += 2;
          return Map.entry(pairs[next - 2], pairs[next - 1]);
        }
      };
    }

    @Override
    public int size() {
      return pairs.length / 2;
    }
  }
}
