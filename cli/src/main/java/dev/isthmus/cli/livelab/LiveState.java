package dev.isthmus.cli.livelab;

import dev.isthmus.api.Finding;
import dev.isthmus.api.ObjectKind;
import dev.isthmus.api.ObjectRef;
import dev.isthmus.api.port.Observation;
import dev.isthmus.api.port.StoredObject;
import dev.isthmus.api.read.ResourceReader;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** What the API servers have shown until now, of all clusters. Thread-safe. */
final class LiveState {
  private record Source(String cluster, ObjectKind kind) {}

  private final ResourceReader reader = new ResourceReader();
  private final SortedMap<ObjectRef, Seen> seen = new TreeMap<>();
  private final Set<Source> heard = new HashSet<>();
  private final List<Consumer<LiveChange>> listeners = new ArrayList<>();
  private long changes;

  /** Tells of each change from now on, in order; called by the threads that observe. */
  synchronized void listen(Consumer<LiveChange> listener) {
    listeners.add(listener);
  }

  /** What an API server tells. */
  synchronized void accept(String cluster, Observation observation) {
    switch (observation) {
      case Observation.Listed listed -> {
        Set<ObjectRef> there = new HashSet<>();
        listed.objects().forEach(object -> there.add(object.ref()));
        seen.keySet().stream()
            .filter(ref -> ref.kind().equals(listed.kind()) && ref.key().cluster().equals(cluster))
            .filter(ref -> !there.contains(ref))
            .toList()
            .forEach(ref -> set(ref, null));
        listed.objects().forEach(this::put);
        heard.add(new Source(cluster, listed.kind()));
      }
      case Observation.Put put -> put(put.object());
      case Observation.Gone gone -> set(gone.ref(), null);
      case Observation.Lost _ -> {}
    }
    notifyAll();
  }

  private void put(StoredObject object) {
    set(object.ref(), Seen.of(reader, object));
  }

  private void set(ObjectRef ref, @Nullable Seen now) {
    Seen before = now == null ? seen.remove(ref) : seen.put(ref, now);
    boolean same = before == null ? now == null : now != null && now.saysAs(before);
    if (!same) {
      changes++;
      LiveChange change = new LiveChange(changes, System.nanoTime(), ref, before, now);
      listeners.forEach(listener -> listener.accept(change));
    }
  }

  /** How many changes there were. */
  synchronized long changes() {
    return changes;
  }

  /** How many kinds were heard of, of all clusters. */
  synchronized int heard() {
    return heard.size();
  }

  /** All objects now. */
  synchronized SortedMap<ObjectRef, Seen> objects() {
    return new TreeMap<>(seen);
  }

  synchronized @Nullable Seen object(ObjectRef ref) {
    return seen.get(ref);
  }

  /** What the readers have to say of the objects that there are. */
  synchronized List<Finding> findings() {
    return seen.values().stream().flatMap(object -> object.findings().stream()).toList();
  }

  /**
   * Waits until something is so; it is looked at again whenever an API server has told something.
   *
   * @return whether it became so in time
   */
  synchronized boolean await(Duration limit, BooleanSupplier wanted) throws InterruptedException {
    long end = System.nanoTime() + limit.toNanos();
    while (!wanted.getAsBoolean()) {
      long left = (end - System.nanoTime()) / 1_000_000;
      if (left <= 0) {
        return false;
      }
      wait(left);
    }
    return true;
  }
}
