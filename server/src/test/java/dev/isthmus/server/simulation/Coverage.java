package dev.isthmus.server.simulation;

import dev.isthmus.api.ObjectKind;
import dev.isthmus.api.port.ObservedKinds;
import java.util.Collection;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;

/** Which fault met which call, and how often. */
final class Coverage {
  /** What an agent, or all of them, did when something else failed. */
  static final String IDLE = "idle";

  static final String WRITING = "writing";

  /** Calls of an agent's own, beside those that are named after their kind of write. */
  static final String CLAIM = "claim";

  static final String EVENT = "event";

  private static final List<String> WRITES =
      List.of("ApplyStatus", "Create", "Delete", "Replace", CLAIM, EVENT);

  private final Map<Fault, SortedMap<String, Integer>> met = new EnumMap<>(Fault.class);

  void met(Fault fault, String call) {
    met(fault, call, 1);
  }

  private void met(Fault fault, String call, int times) {
    met.computeIfAbsent(fault, _ -> new TreeMap<>()).merge(call, times, Integer::sum);
  }

  /** What another run has met, too. */
  void add(Coverage other) {
    other.met.forEach((fault, calls) -> calls.forEach((call, times) -> met(fault, call, times)));
  }

  /** What no fault of these has met yet, as {@code FAULT call}. */
  SortedSet<String> missing() {
    SortedSet<String> missing = new TreeSet<>();
    for (Fault fault : Fault.values()) {
      for (String call : calls(fault)) {
        if (!met.getOrDefault(fault, new TreeMap<>()).containsKey(call)) {
          missing.add(fault + " " + call);
        }
      }
    }
    return missing;
  }

  /** All that a fault can meet. */
  private static Collection<String> calls(Fault fault) {
    return switch (fault.meets) {
      case AN_AGENT, ALL_AGENTS -> List.of(IDLE, WRITING);
      case KINDS -> names(ObservedKinds.ALL);
      case OURS -> names(ObservedKinds.GENERATED);
      case THEIRS -> List.of("RouteTable", "Service", "Workspace", "WorkspaceSettings");
      case SETTINGS -> List.of(ObjectKind.WORKSPACE_SETTINGS.kind());
      case WRITES -> WRITES;
      case LARGE_WRITES -> List.of("Create", "Replace");
    };
  }

  private static List<String> names(Collection<ObjectKind> kinds) {
    return kinds.stream().map(ObjectKind::kind).toList();
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
