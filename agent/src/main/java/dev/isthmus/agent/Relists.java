package dev.isthmus.agent;

import dev.isthmus.api.ObjectKind;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** Kinds that are to be listed once more, for a list does not agree with what was seen before. */
final class Relists {
  /** From a list to the next one: what was wrong in the API server may have passed by then. */
  private static final Duration PAUSE = Duration.ofSeconds(1);

  private final Map<ObjectKind, Instant> due = new TreeMap<>();

  void want(ObjectKind kind, Instant now) {
    due.putIfAbsent(kind, now.plus(PAUSE));
  }

  /** A list of this kind has come, or comes anyhow. */
  void forget(ObjectKind kind) {
    due.remove(kind);
  }

  /** Those whose time has come. */
  List<ObjectKind> take(Instant now) {
    List<ObjectKind> kinds = new ArrayList<>();
    due.forEach((kind, time) -> {
      if (!now.isBefore(time)) {
        kinds.add(kind);
      }
    });
    kinds.forEach(due::remove);
    return kinds;
  }

  /** When the next is due; empty: none is. */
  Optional<Instant> next() {
    return due.values().stream().min(Instant::compareTo);
  }
}
