package dev.isthmus.agent;

import dev.isthmus.api.ObjectKind;
import dev.isthmus.api.ObjectRef;
import dev.isthmus.api.port.Observation;
import dev.isthmus.api.port.ObservedObject;
import dev.isthmus.api.port.StoredObject;
import dev.isthmus.api.port.Up;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * One kind: what is there, and what the server was told of it. What changes while the server is
 * away is one key each, and goes as one delta when it is back.
 */
final class Report {
  private static final int MAX_GONE = 10_000;

  private final ObjectKind kind;
  private final SortedMap<ObjectRef, StoredObject> stored = new TreeMap<>();
  private final SortedMap<ObjectRef, ObservedObject> reported = new TreeMap<>();

  /** How many pods are of a class. */
  private final Map<ObjectRef, Set<ObjectRef>> members = new HashMap<>();

  /** The delta in which an object was last told, gone ones too. */
  private final Map<ObjectRef, Long> toldIn = new HashMap<>();

  private final TreeSet<ObjectRef> dirty = new TreeSet<>();

  /** What the last list lacked, for the first time. */
  private final Set<ObjectRef> doubted = new HashSet<>();

  private long sequence;
  private long resumable;
  private boolean live;
  private boolean snapshotDue = true;

  /** The kind was lost and is known again: a delta says so, even one without a change. */
  private boolean back;

  private String version = "";

  Report(ObjectKind kind) {
    this.kind = kind;
  }

  boolean isLive() {
    return live;
  }

  @Nullable StoredObject stored(ObjectRef ref) {
    return stored.get(ref);
  }

  /** Takes in what the API server told; the objects that it touched. */
  Set<ObjectRef> observe(Observation observation) {
    return switch (observation) {
      case Observation.Listed list -> list(list);
      case Observation.Put put -> put(put.object()) ? Set.of(put.object().ref()) : Set.of();
      case Observation.Gone gone -> gone(gone);
      case Observation.Lost _ -> {
        live = false;
        back = true;
        yield Set.of();
      }
    };
  }

  private Set<ObjectRef> list(Observation.Listed list) {
    live = true;
    Map<ObjectRef, StoredObject> listed = new HashMap<>();
    list.objects().forEach(object -> listed.put(object.ref(), object));
    Set<ObjectRef> missing = new HashSet<>(stored.keySet());
    missing.removeAll(listed.keySet());
    Set<ObjectRef> touched = new HashSet<>(missing);
    if (!missing.isEmpty() && !isChurn(list)) {
      touched.retainAll(doubted);
    }
    // What is missing from a list is proven by the whole list, so the server gets all of it.
    snapshotDue |= !touched.isEmpty() || Versions.isBelow(list.resourceVersion(), version);
    touched.forEach(this::remove);
    missing.removeAll(touched);
    doubted.clear();
    doubted.addAll(missing);
    for (StoredObject object : list.objects()) {
      // Versions come again where an old backup was restored: what is in the list counts.
      if (!object.equals(stored.get(object.ref()))) {
        set(object);
        touched.add(object.ref());
      }
    }
    version = list.resourceVersion();
    return touched;
  }

  /** Whether pods alone are missing: some of each class that was reported are there. */
  private boolean isChurn(Observation.Listed list) {
    return kind.equals(ObjectKind.POD)
        && list.objects().stream()
            .flatMap(pod -> PodClass.of(pod).stream())
            .map(ObservedObject::ref)
            .collect(Collectors.toSet())
            .containsAll(reported.keySet());
  }

  /**
   * Whether another list must tell what is gone: one that lacks what was there may be cut off, so
   * two in a row must agree. What is seen to go is gone at once.
   */
  boolean isInDoubt() {
    return !doubted.isEmpty();
  }

  /**
   * What a write has answered; whether it is news. The watch may have told more in the meantime,
   * that the object is gone, too.
   */
  boolean written(StoredObject object) {
    StoredObject old = stored.get(object.ref());
    String known = old == null ? version : old.resourceVersion();
    return Versions.isBelow(known, object.resourceVersion()) && put(object);
  }

  /** Whether it is news: a watch may be behind what a write has answered. */
  boolean put(StoredObject object) {
    StoredObject old = stored.get(object.ref());
    if (old != null
        && old.uid().equals(object.uid())
        && !Versions.isBelow(old.resourceVersion(), object.resourceVersion())) {
      return false;
    }
    set(object);
    later(object.resourceVersion());
    return true;
  }

  private Set<ObjectRef> gone(Observation.Gone gone) {
    StoredObject old = stored.get(gone.ref());
    later(gone.resourceVersion());
    if (old == null || !old.uid().equals(gone.uid())) {
      return Set.of();
    }
    remove(gone.ref());
    return Set.of(gone.ref());
  }

  private void later(String resourceVersion) {
    if (version.isEmpty() || Versions.isBelow(version, resourceVersion)) {
      version = resourceVersion;
    }
  }

  private void set(StoredObject object) {
    if (kind.equals(ObjectKind.POD)) {
      remove(object.ref());
    }
    doubted.remove(object.ref());
    stored.put(object.ref(), object);
    Optional<ObservedObject> reduced =
        kind.equals(ObjectKind.POD) ? PodClass.of(object) : Reduction.of(object);
    reduced.ifPresentOrElse(
        observed -> {
          members.computeIfAbsent(observed.ref(), _ -> new HashSet<>()).add(object.ref());
          if (!observed.equals(reported.put(observed.ref(), observed))) {
            dirty.add(observed.ref());
          }
        },
        () -> withdraw(object.ref()));
  }

  private void remove(ObjectRef ref) {
    doubted.remove(ref);
    StoredObject old = stored.remove(ref);
    if (old != null && kind.equals(ObjectKind.POD)) {
      PodClass.of(old)
          .ifPresent(type -> {
            Set<ObjectRef> pods = members.getOrDefault(type.ref(), Set.of());
            pods.remove(ref);
            if (pods.isEmpty()) {
              withdraw(type.ref());
            }
          });
    } else if (old != null) {
      withdraw(ref);
    }
  }

  private void withdraw(ObjectRef ref) {
    members.remove(ref);
    if (reported.remove(ref) != null) {
      dirty.add(ref);
    }
  }

  /**
   * The server has this much of this process's reports, or nothing (null).
   *
   * @return what to tell it now
   */
  Optional<Up> resume(@Nullable Long from) {
    if (from == null || from < resumable || from > sequence) {
      snapshotDue = true;
    } else {
      toldIn.forEach((ref, in) -> {
        if (in > from) {
          dirty.add(ref);
        }
      });
      sequence = from;
    }
    return next();
  }

  /** A snapshot is to be sent next. */
  void resend() {
    snapshotDue = true;
  }

  /** What is to be told; empty when there is no news, or nothing is known. */
  Optional<Up> next() {
    if (!live) {
      return Optional.empty();
    }
    if (snapshotDue) {
      snapshotDue = false;
      back = false;
      dirty.clear();
      toldIn.clear();
      sequence++;
      resumable = sequence;
      return Optional.of(new Up.Snapshot(kind, sequence, version, List.copyOf(reported.values())));
    }
    if (dirty.isEmpty() && !back) {
      return Optional.empty();
    }
    back = false;
    sequence++;
    List<ObservedObject> puts = new ArrayList<>();
    List<ObjectRef> gone = new ArrayList<>();
    for (ObjectRef ref : dirty) {
      ObservedObject object = reported.get(ref);
      if (object == null) {
        gone.add(ref);
      } else {
        puts.add(object);
      }
      toldIn.put(ref, sequence);
    }
    dirty.clear();
    if (toldIn.size() > reported.size() + MAX_GONE) {
      toldIn.keySet().retainAll(reported.keySet());
      resumable = sequence;
    }
    return Optional.of(new Up.Delta(kind, sequence - 1, sequence, version, puts, gone));
  }
}
