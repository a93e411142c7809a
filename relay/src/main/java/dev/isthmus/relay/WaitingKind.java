package dev.isthmus.relay;

import dev.isthmus.api.ObjectRef;
import dev.isthmus.api.port.ObservedObject;
import dev.isthmus.api.port.Up;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** What waits of one kind: at most a snapshot, a delta that follows it, and a loss at the end. */
final class WaitingKind {
  private Up.@Nullable Snapshot snapshot;
  private Up.@Nullable Delta newest;
  private long after;
  // Per object its newest form, or none when it is gone.
  private final Map<ObjectRef, Optional<ObservedObject>> changes = new LinkedHashMap<>();
  private Up.@Nullable SourceLost lost;

  void add(Up.Snapshot one) {
    snapshot = one;
    newest = null;
    lost = null;
    changes.clear();
  }

  void add(Up.SourceLost one) {
    lost = one;
  }

  void add(Up.Delta one) {
    if (newest == null) {
      after = one.after();
    }
    newest = one;
    one.puts().forEach(object -> changes.put(object.ref(), Optional.of(object)));
    one.gone().forEach(ref -> changes.put(ref, Optional.empty()));
  }

  void drainTo(List<Up> all) {
    if (snapshot != null) {
      all.add(snapshot);
    }
    if (newest != null) {
      all.add(delta(newest));
    }
    if (lost != null) {
      all.add(lost);
    }
  }

  private Up.Delta delta(Up.Delta last) {
    return new Up.Delta(
        last.kind(),
        after,
        last.sequence(),
        last.resourceVersion(),
        changes.values().stream().flatMap(Optional::stream).toList(),
        changes.entrySet().stream()
            .filter(entry -> entry.getValue().isEmpty())
            .map(Map.Entry::getKey)
            .toList());
  }
}
