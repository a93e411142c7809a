package dev.isthmus.translate;

import dev.isthmus.engine.Entries;
import java.util.AbstractMap;
import java.util.AbstractSet;
import java.util.Collections;
import java.util.Comparator;
import java.util.Iterator;
import java.util.Map;
import java.util.NoSuchElementException;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** A table of a snapshot as a map of the JDK: a view, immutable. Parts of it are copies. */
@SuppressWarnings("JdkObsolete") // the order of keys is all that its readers need
final class EntriesMap<K extends Comparable<? super K>, V> extends AbstractMap<K, V>
    implements SortedMap<K, V> {

  private final Entries<K, V> entries;

  EntriesMap(Entries<K, V> entries) {
    this.entries = entries;
  }

  @Override
  @SuppressWarnings(
      "unchecked") // a key of another class is not there, and says so by ClassCastException, as in
  // a TreeMap
  public @Nullable V get(@Nullable Object key) {
    return key == null ? null : entries.get((K) key);
  }

  @Override
  public boolean containsKey(@Nullable Object key) {
    return get(key) != null;
  }

  @Override
  public int size() {
    return entries.size();
  }

  @Override
  public @Nullable Comparator<? super K> comparator() {
    return null;
  }

  @Override
  public SortedMap<K, V> subMap(K from, K to) {
    return part(entries.from(from), to);
  }

  @Override
  public SortedMap<K, V> headMap(K to) {
    return part(entries.iterator(), to);
  }

  @Override
  public SortedMap<K, V> tailMap(K from) {
    return part(entries.from(from), null);
  }

  private static <K extends Comparable<? super K>, V> SortedMap<K, V> part(
      Iterator<dev.isthmus.engine.Entry<K, V>> entries, @Nullable K to) {
    TreeMap<K, V> part = new TreeMap<>();
    while (entries.hasNext()) {
      var entry = entries.next();
      if (to != null && entry.key().compareTo(to) >= 0) {
        break;
      }
      part.put(entry.key(), entry.value());
    }
    return Collections.unmodifiableSortedMap(part);
  }

  @Override
  public K firstKey() {
    return entries.iterator().next().key();
  }

  @Override
  public K lastKey() {
    if (entries.isEmpty()) {
      throw new NoSuchElementException();
    }
    return entries.keys().getLast();
  }

  @Override
  public Set<Map.Entry<K, V>> entrySet() {
    return new AbstractSet<>() {
      @Override
      public Iterator<Map.Entry<K, V>> iterator() {
        var all = entries.iterator();
        return new Iterator<>() {
          @Override
          public boolean hasNext() {
            return all.hasNext();
          }

          @Override
          public Map.Entry<K, V> next() {
            var entry = all.next();
            return Map.entry(entry.key(), entry.value());
          }
        };
      }

      @Override
      public int size() {
        return entries.size();
      }
    };
  }
}
