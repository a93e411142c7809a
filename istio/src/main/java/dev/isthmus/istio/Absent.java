package dev.isthmus.istio;

import com.google.common.collect.ImmutableSortedMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What an absent field is: readers and builders leave it null, and the compact constructors put
 * protocol buffers' zero value there.
 */
final class Absent {
  private Absent() {}

  static String text(@Nullable String value) {
    return value == null ? "" : value;
  }

  static <E extends Enum<E>> E constant(@Nullable E value, E zero) {
    return value == null ? zero : value;
  }

  static <T> List<T> list(@Nullable List<T> value) {
    return value == null ? List.of() : List.copyOf(value);
  }

  /** An immutable copy, sorted by key; what is one already stays. */
  static <V> Map<String, V> map(@Nullable Map<String, V> value) {
    if (value == null || value.isEmpty()) {
      return Map.of();
    }
    return value.size() == 1 ? Map.copyOf(value) : ImmutableSortedMap.copyOf(value);
  }
}
