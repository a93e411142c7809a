package dev.isthmus.server.simulation;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.isthmus.api.ObjectKind;
import dev.isthmus.api.ObjectRef;
import dev.isthmus.api.port.Observation;
import dev.isthmus.api.port.StoredObject;
import dev.isthmus.api.port.Write;
import dev.isthmus.api.port.WriteResult;
import java.util.ArrayList;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** An API server as ClusterPort describes it, without I/O. */
final class SimCluster {
  final String name;
  String uid;
  private long version = 100;
  private long uids;
  private SortedMap<ObjectRef, StoredObject> objects = new TreeMap<>();
  final List<Consumer<Observation>> watches = new ArrayList<>();

  /** A state to which the cluster can be rolled back. */
  record Backup(String uid, long version, SortedMap<ObjectRef, StoredObject> objects) {}

  SimCluster(String name) {
    this.name = name;
    this.uid = "uid-of-" + name;
  }

  SortedMap<ObjectRef, StoredObject> objects() {
    return objects;
  }

  @Nullable StoredObject get(ObjectRef ref) {
    return objects.get(ref);
  }

  Observation.Listed list(ObjectKind kind) {
    return new Observation.Listed(
        kind,
        objects.values().stream().filter(o -> o.ref().kind().equals(kind)).toList(),
        Long.toString(version));
  }

  /** What a user or a controller writes. */
  StoredObject put(ObjectRef ref, ObjectNode json) {
    StoredObject old = objects.get(ref);
    ObjectNode whole = json;
    if (ref.kind().group().endsWith(".gloo.solo.io")) {
      whole = json.deepCopy();
      long generation = old == null ? 0 : old.json().path("metadata").path("generation").asLong();
      boolean same = old != null && old.json().path("spec").equals(json.path("spec"));
      whole.withObject("/metadata").put("generation", same ? generation : generation + 1);
      whole.remove("status"); // a subresource
      if (old != null && old.json().has("status")) {
        whole.set("status", old.json().path("status"));
      }
    }
    return store(ref, old == null ? name + "-" + uids++ : old.uid(), whole);
  }

  private StoredObject store(ObjectRef ref, String objectUid, ObjectNode json) {
    ObjectNode copy = json.deepCopy();
    String now = Long.toString(++version);
    copy.withObject("/metadata").put("uid", objectUid).put("resourceVersion", now);
    StoredObject stored = new StoredObject(ref, objectUid, now, copy);
    objects.put(ref, stored);
    tell(new Observation.Put(stored));
    return stored;
  }

  void delete(ObjectRef ref) {
    StoredObject old = objects.remove(ref);
    if (old != null) {
      tell(new Observation.Gone(ref, old.uid(), Long.toString(++version)));
    }
  }

  private void tell(Observation observation) {
    List.copyOf(watches).forEach(watch -> watch.accept(observation));
  }

  /** What an agent writes, with its preconditions. */
  WriteResult write(Write write) {
    StoredObject old = objects.get(write.ref());
    return switch (write) {
      case Write.Create create ->
          old == null
              ? new WriteResult.Stored(put(create.ref(), create.json()))
              : new WriteResult.AlreadyExists();
      case Write.Replace replace -> {
        if (old == null) {
          yield new WriteResult.NotFound("no such object");
        }
        if (!matches(old, replace.uid(), replace.resourceVersion())) {
          yield new WriteResult.Conflict("changed");
        }
        yield new WriteResult.Stored(store(replace.ref(), old.uid(), replace.json()));
      }
      case Write.Delete delete -> {
        if (old == null) {
          yield new WriteResult.NotFound("no such object");
        }
        if (!matches(old, delete.uid(), delete.resourceVersion())) {
          yield new WriteResult.Conflict("changed");
        }
        delete(delete.ref());
        yield new WriteResult.Deleted();
      }
      case Write.ApplyStatus status -> {
        if (old == null || !old.uid().equals(status.uid())) {
          yield new WriteResult.Conflict("another object");
        }
        ObjectNode json = old.json().deepCopy();
        json.set("status", status.status());
        yield new WriteResult.Stored(store(status.ref(), old.uid(), json));
      }
    };
  }

  private static boolean matches(StoredObject old, String objectUid, String objectVersion) {
    return old.uid().equals(objectUid) && old.resourceVersion().equals(objectVersion);
  }

  Backup backup() {
    return new Backup(uid, version, new TreeMap<>(objects));
  }

  /** The state of a backup; watches must list again. */
  void restore(Backup backup) {
    uid = backup.uid();
    version = backup.version();
    objects = new TreeMap<>(backup.objects());
  }
}
