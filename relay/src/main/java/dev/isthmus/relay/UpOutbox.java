package dev.isthmus.relay;

import dev.isthmus.api.ObjectKind;
import dev.isthmus.api.ObjectRef;
import dev.isthmus.api.port.Authority;
import dev.isthmus.api.port.Refusal;
import dev.isthmus.api.port.Up;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * What the server has not been told yet. What is known of the kinds goes before the
 * acknowledgements, which may rest on it.
 */
final class UpOutbox implements Outbox<Up> {
  private Up.@Nullable Hello hello;
  private final Map<ObjectKind, WaitingKind> kinds = new LinkedHashMap<>();
  private Up.@Nullable Applied first;
  private boolean firstTaken;
  private @Nullable Authority takenIn;
  // Per object its refusal, or none when it is settled.
  private final Map<ObjectRef, Optional<Refusal>> answers = new LinkedHashMap<>();

  @Override
  public void add(Up up) {
    switch (up) {
      case Up.Hello one -> hello = one;
      case Up.Snapshot one -> kind(one.kind()).add(one);
      case Up.Delta one -> kind(one.kind()).add(one);
      case Up.SourceLost one -> kind(one.kind()).add(one);
      case Up.Applied one -> add(one);
    }
  }

  private WaitingKind kind(ObjectKind kind) {
    return kinds.computeIfAbsent(kind, _ -> new WaitingKind());
  }

  /** The first of a connection has a meaning of its own, and stays alone. */
  private void add(Up.Applied applied) {
    if (!firstTaken) {
      firstTaken = true;
      first = applied;
      return;
    }
    takenIn = applied.authority();
    applied.settled().forEach(ref -> answer(ref, Optional.empty()));
    applied.refusals().forEach(refusal -> answer(refusal.ref(), Optional.of(refusal)));
  }

  private void answer(ObjectRef ref, Optional<Refusal> answer) {
    answers.remove(ref);
    answers.put(ref, answer);
  }

  @Override
  public List<Up> drain() {
    List<Up> all = new ArrayList<>();
    if (hello != null) {
      all.add(hello);
    }
    kinds.values().forEach(kind -> kind.drainTo(all));
    if (first != null) {
      all.add(first);
    }
    if (takenIn != null) {
      all.add(
          new Up.Applied(
              takenIn,
              answers.entrySet().stream()
                  .filter(entry -> entry.getValue().isEmpty())
                  .map(Map.Entry::getKey)
                  .toList(),
              answers.values().stream().flatMap(Optional::stream).toList()));
    }
    hello = null;
    first = null;
    takenIn = null;
    kinds.clear();
    answers.clear();
    return all;
  }
}
