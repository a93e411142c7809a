package dev.isthmus.kubesim;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * All objects of a cluster, and how they came about: what etcd is to an API server. Objects in it
 * are never changed, only replaced. Not thread-safe.
 */
final class Store {

  /**
   * A change of one object.
   *
   * @param resource the name of its {@link ResourceType}
   * @param before what was there; null: it was made
   * @param after what is there now; null: it was deleted
   */
  record Change(
      long revision,
      String resource,
      String key,
      @Nullable ObjectNode before,
      @Nullable ObjectNode after) {}

  /** A state to go back to. */
  record Backup(long revision, Map<String, NavigableMap<String, ObjectNode>> objects) {}

  private Map<String, NavigableMap<String, ObjectNode>> objects = new HashMap<>();
  private final List<Change> log = new ArrayList<>();
  private long revision = 1000;
  private long compacted = 1000;

  static String key(String namespace, String name) {
    return namespace + "/" + name;
  }

  long revision() {
    return revision;
  }

  @Nullable ObjectNode get(String resource, String key) {
    return of(resource).get(key);
  }

  /** The objects of a resource, by namespace and name. */
  NavigableMap<String, ObjectNode> of(String resource) {
    return objects.computeIfAbsent(resource, _ -> new TreeMap<>());
  }

  /** Stores an object, a copy of which has the new resourceVersion. */
  Change put(String resource, String key, ObjectNode object) {
    ObjectNode stored = object.deepCopy();
    stamp(stored, ++revision);
    return logged(resource, key, of(resource).put(key, stored), stored);
  }

  /** Deletes an object that is there. */
  Change remove(String resource, String key) {
    revision++;
    return logged(resource, key, of(resource).remove(key), null);
  }

  private Change logged(
      String resource, String key, @Nullable ObjectNode before, @Nullable ObjectNode after) {
    Change change = new Change(revision, resource, key, before, after);
    log.add(change);
    return change;
  }

  static void stamp(ObjectNode object, long revision) {
    object.withObject("/metadata").put("resourceVersion", Long.toString(revision));
  }

  /** The objects of a resource as they were; the caller's to keep. */
  NavigableMap<String, ObjectNode> at(String resource, long asOf) {
    if (asOf < compacted) {
      throw ApiFailure.expired();
    }
    NavigableMap<String, ObjectNode> state = new TreeMap<>(of(resource));
    for (Change change : log.reversed()) {
      if (change.revision <= asOf) {
        break;
      }
      if (change.resource.equals(resource)) {
        if (change.before == null) {
          state.remove(change.key);
        } else {
          state.put(change.key, change.before);
        }
      }
    }
    return state;
  }

  /** The changes of a resource after a revision, in order. */
  List<Change> after(String resource, long since) {
    if (since < compacted) {
      throw ApiFailure.expired();
    }
    return log.stream()
        .filter(change -> change.revision > since && change.resource.equals(resource))
        .toList();
  }

  /** Forgets how the present state came about. */
  void compact() {
    log.clear();
    compacted = revision;
  }

  Backup backup() {
    return new Backup(revision, copy(objects));
  }

  /** Goes back to an older state, revisions too; the history is gone. */
  void restore(Backup backup) {
    objects = copy(backup.objects);
    revision = backup.revision;
    compact();
  }

  private static Map<String, NavigableMap<String, ObjectNode>> copy(
      Map<String, NavigableMap<String, ObjectNode>> of) {
    Map<String, NavigableMap<String, ObjectNode>> copy = new HashMap<>();
    of.forEach((resource, byKey) -> copy.put(resource, new TreeMap<>(byKey)));
    return copy;
  }
}
