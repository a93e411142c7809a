package dev.isthmus.agent;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.isthmus.api.ObjectRef;
import dev.isthmus.api.port.Down;
import dev.isthmus.api.port.StoredObject;
import dev.isthmus.api.port.Write;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** The status of users' objects: at most one write a second and object, only when it changes. */
final class Statuses {
  private static final Duration APART = Duration.ofSeconds(1);

  private final SortedMap<ObjectRef, Down.ObjectStatus> wanted = new TreeMap<>();
  private final Map<ObjectRef, Instant> earliest = new HashMap<>();

  void want(List<Down.ObjectStatus> statuses) {
    statuses.forEach(status -> wanted.put(status.ref(), status));
  }

  /** Nothing more is to be written on the word of a server that is gone. */
  void drop() {
    wanted.clear();
  }

  /** What may be written now. */
  List<Write> due(Function<ObjectRef, @Nullable StoredObject> stored, Instant now) {
    earliest.values().removeIf(time -> !time.isAfter(now));
    List<Write> writes = new ArrayList<>();
    for (Down.ObjectStatus status : List.copyOf(wanted.values())) {
      StoredObject there = stored.apply(status.ref());
      if (there == null
          || !there.uid().equals(status.uid())
          || contains(there.json().path("status"), status.status())) {
        wanted.remove(status.ref());
      } else if (!earliest.containsKey(status.ref())) {
        wanted.remove(status.ref());
        earliest.put(status.ref(), now.plus(APART));
        writes.add(new Write.ApplyStatus(status.ref(), status.uid(), status.status()));
      }
    }
    return writes;
  }

  /** A write may not have been done: again, after a second, unless a newer one is wanted. */
  void failed(Write.ApplyStatus write, Instant now) {
    wanted.putIfAbsent(
        write.ref(), new Down.ObjectStatus(write.ref(), write.uid(), write.status()));
    earliest.put(write.ref(), now.plus(APART));
  }

  /** When the next may be written. */
  Optional<Instant> next() {
    return wanted.keySet().stream()
        .map(ref -> earliest.getOrDefault(ref, Instant.MIN))
        .min(Instant::compareTo);
  }

  /** Whether all that we say is there; others may say more. */
  private static boolean contains(JsonNode there, JsonNode ours) {
    if (!(ours instanceof ObjectNode)) {
      return there.equals(ours);
    }
    return ours.properties().stream()
        .allMatch(field -> contains(there.path(field.getKey()), field.getValue()));
  }
}
