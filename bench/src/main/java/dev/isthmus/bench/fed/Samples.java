package dev.isthmus.bench.fed;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Arrays;

/** Measured values, in the order in which they came. */
final class Samples {
  private long[] values = new long[64];
  private int size;

  void add(long value) {
    if (size == values.length) {
      values = Arrays.copyOf(values, 2 * size);
    }
    values[size++] = value;
  }

  int size() {
    return size;
  }

  /** The smallest value that at least this share (0 to 1) of the values do not exceed. */
  long percentile(double share) {
    long[] sorted = Arrays.copyOf(values, size);
    Arrays.sort(sorted);
    return sorted[Math.clamp((int) Math.ceil(share * size) - 1, 0, size - 1)];
  }

  /** Nanoseconds as {@code {"p50Ms": …, "p99Ms": …, "runs": …}}. */
  ObjectNode millis() {
    ObjectNode node = JsonNodeFactory.instance.objectNode();
    node.put("p50Ms", rounded(percentile(0.5) / 1e6));
    node.put("p99Ms", rounded(percentile(0.99) / 1e6));
    node.put("runs", size);
    return node;
  }

  static double rounded(double value) {
    return Math.round(value * 10_000) / 10_000.0;
  }
}
