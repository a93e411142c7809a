package dev.isthmus.bench;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.List;
import java.util.function.ToLongFunction;

/** What runs of the same work cost. */
public final class Samples {
  private final List<Cost> costs = new ArrayList<>();

  public void add(Cost cost) {
    costs.add(cost);
  }

  public int size() {
    return costs.size();
  }

  /** The least wall time, CPU time and allocation, each by itself. */
  public Cost least() {
    return at(0);
  }

  /** The smallest values that at least this share (0 to 1) of the runs do not exceed. */
  public Cost at(double share) {
    return new Cost(at(share, Cost::wall), at(share, Cost::cpu), at(share, Cost::allocated));
  }

  private long at(double share, ToLongFunction<Cost> part) {
    long[] sorted = costs.stream().mapToLong(part).sorted().toArray();
    return sorted[Math.clamp((int) Math.ceil(share * sorted.length) - 1, 0, sorted.length - 1)];
  }

  /**
   * {@code {"p50Ms": …, "p99Ms": …, "cpuP50Ms": …, "cpuP99Ms": …, "kBAllocated": …, "runs": …}}.
   */
  public ObjectNode report() {
    ObjectNode node = JsonNodeFactory.instance.objectNode();
    node.put("p50Ms", at(0.5).wallMillis()).put("p99Ms", at(0.99).wallMillis());
    node.put("cpuP50Ms", at(0.5).cpuMillis()).put("cpuP99Ms", at(0.99).cpuMillis());
    node.put("kBAllocated", at(0.5).allocated() / 1000);
    node.put("runs", size());
    return node;
  }

  public static double rounded(double value) {
    return Math.round(value * 10_000) / 10_000.0;
  }
}
