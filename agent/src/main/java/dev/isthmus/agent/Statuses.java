package dev.isthmus.agent;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.MissingNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.isthmus.api.ObjectRef;
import dev.isthmus.api.port.Down;
import dev.isthmus.api.port.StoredObject;
import dev.isthmus.api.port.Write;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeSet;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * The status of users' objects: a moment after it has changed, at most one write a second and
 * object, only when what is there differs. Where others write over it again and again, or it is
 * refused, the pause doubles, up to a minute.
 */
final class Statuses {
  private static final Duration APART = Duration.ofSeconds(1);

  /**
   * From a status that is new to its write. Most of what an order changes is applied by then, so
   * that this is one write, and the order goes to the API server before it.
   */
  private static final Duration TOGETHER = Duration.ofMillis(200);

  private static final Duration LONGEST = Duration.ofSeconds(64);
  private static final Comparator<JsonNode> NUMBERS = Statuses::compareNumbers;

  private final Map<ObjectRef, Down.ObjectStatus> wanted = new HashMap<>();

  /** Objects of which something changed since they were last compared. */
  private final TreeSet<ObjectRef> open = new TreeSet<>();

  private final Map<ObjectRef, Instant> earliest = new HashMap<>();

  /** How long to wait after the next write of the same status. */
  private final Map<ObjectRef, Duration> pauses = new HashMap<>();

  private final StatusEvents events = new StatusEvents();

  void want(List<Down.ObjectStatus> statuses, Instant now) {
    for (Down.ObjectStatus status : statuses) {
      wanted.put(status.ref(), status);
      pauses.remove(status.ref());
      if (open.add(status.ref())) {
        earliest.merge(status.ref(), now.plus(TOGETHER), (one, other) -> max(one, other));
      }
    }
  }

  private static Instant max(Instant one, Instant other) {
    return one.isAfter(other) ? one : other;
  }

  /** An object was seen in a form that is new. */
  void seen(ObjectRef ref, @Nullable StoredObject stored) {
    if (stored == null) {
      wanted.remove(ref);
      pauses.remove(ref);
    } else if (wanted.containsKey(ref)) {
      open.add(ref);
    }
  }

  /** Nothing more is to be written on the word of a server that is gone. */
  void drop() {
    wanted.clear();
    pauses.clear();
    open.clear();
  }

  /** What may be written now. */
  List<Write> due(Function<ObjectRef, @Nullable StoredObject> stored, Instant now) {
    earliest.values().removeIf(time -> !time.isAfter(now));
    List<Write> writes = new ArrayList<>();
    for (ObjectRef ref : List.copyOf(open)) {
      Optional<ObjectNode> missing = missing(wanted.get(ref), stored.apply(ref), now);
      if (missing.isEmpty()) {
        open.remove(ref);
      } else if (!earliest.containsKey(ref)) {
        open.remove(ref);
        Duration pause = pauses.getOrDefault(ref, APART);
        earliest.put(ref, now.plus(pause));
        pauses.put(ref, pause.compareTo(LONGEST) < 0 ? pause.multipliedBy(2) : LONGEST);
        writes.add(new Write.ApplyStatus(ref, uid(ref), missing.get()));
        writes.addAll(events.of(ref, uid(ref), old(stored.apply(ref)), missing.get(), now));
      }
    }
    return writes;
  }

  private static JsonNode old(@Nullable StoredObject there) {
    return there == null ? MissingNode.getInstance() : there.json().path("status");
  }

  private String uid(ObjectRef ref) {
    Down.ObjectStatus status = wanted.get(ref);
    return status == null ? "" : status.uid();
  }

  /** What is to be written of a status; empty: it is there, or the object is not. */
  private static Optional<ObjectNode> missing(
      Down.@Nullable ObjectStatus status, @Nullable StoredObject there, Instant now) {
    if (status == null || there == null || !there.uid().equals(status.uid())) {
      return Optional.empty();
    }
    JsonNode old = old(there);
    ObjectNode whole = Conditions.dated(status.status(), old, now);
    return isThere(old, whole) ? Optional.empty() : Optional.of(whole);
  }

  /** A write was refused, or may not have been done: again after the pause. */
  void failed(Write.ApplyStatus write) {
    if (wanted.containsKey(write.ref())) {
      open.add(write.ref());
    }
  }

  /** When the next may be written. */
  Optional<Instant> next() {
    return open.stream()
        .map(ref -> earliest.getOrDefault(ref, Instant.MIN))
        .min(Instant::compareTo);
  }

  /** Whether each field that we say is there as we say it; others may have fields of their own. */
  private static boolean isThere(JsonNode there, ObjectNode ours) {
    return ours.properties().stream()
        .allMatch(field -> there.path(field.getKey()).equals(NUMBERS, field.getValue()));
  }

  /** Numbers are equal whatever their width: they come back from API servers in another. */
  private static int compareNumbers(JsonNode one, JsonNode other) {
    boolean same =
        (one.isIntegralNumber() && other.isIntegralNumber())
            ? one.longValue() == other.longValue()
            : one.equals(other);
    return same ? 0 : 1;
  }
}
