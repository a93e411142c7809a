package dev.isthmus.server.simulation;

import java.util.EnumMap;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;

/** Which fault met which call, and how often. */
final class Coverage {
  private final Map<Fault, SortedMap<String, Integer>> met = new EnumMap<>(Fault.class);

  void met(Fault fault, String call) {
    met.computeIfAbsent(fault, _ -> new TreeMap<>()).merge(call, 1, Integer::sum);
  }

  Map<Fault, SortedMap<String, Integer>> all() {
    return met;
  }

  /** A line for each fault. */
  @Override
  public String toString() {
    StringBuilder text = new StringBuilder();
    met.forEach(
        (fault, calls) -> text.append("  ").append(fault).append(' ').append(calls).append('\n'));
    return text.toString();
  }
}
