package dev.isthmus.kubesim;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.isthmus.kubesim.Store.Change;
import java.util.List;
import java.util.function.Consumer;

/** Stores what was decided, with what follows from it, and tells of it. */
final class Commits {
  private final Store store;
  private final TypeTable types;
  private final Consumer<Change> told;

  /**
   * @param told is told each change, in order
   */
  Commits(Store store, TypeTable types, Consumer<Change> told) {
    this.store = store;
    this.types = types;
    this.told = told;
  }

  /** Stores an object; the object as it is now. */
  ObjectNode put(Place place, ObjectNode object, boolean dryRun) {
    if (dryRun) {
      return object;
    }
    SizeLimits.checkStored(object);
    if (place.type().equals(BuiltinTypes.CRD)) {
      CustomTypes.of(object); // fails before anything is stored
    }
    Change change = store.put(place.type().name(), place.key(), object);
    told.accept(change);
    if (place.type().equals(BuiltinTypes.CRD)) {
      types.reload();
    }
    return java.util.Objects.requireNonNull(change.after());
  }

  /** Removes an object that is there, with what is in it; the object as it was. */
  ObjectNode remove(Place place, ObjectNode live, boolean dryRun) {
    if (dryRun) {
      return live;
    }
    if (place.type().equals(BuiltinTypes.NAMESPACE)) {
      types.all().stream()
          .filter(ResourceType::namespaced)
          .forEach(type -> removeAll(type, place.name() + "/"));
    } else if (place.type().equals(BuiltinTypes.CRD)) {
      removeAll(CustomTypes.of(live), "");
    }
    told.accept(store.remove(place.type().name(), place.key()));
    if (place.type().equals(BuiltinTypes.CRD)) {
      types.reload();
    }
    return live;
  }

  private void removeAll(ResourceType type, String prefix) {
    List<String> keys =
        store.of(type.name()).keySet().stream().filter(key -> key.startsWith(prefix)).toList();
    keys.forEach(key -> told.accept(store.remove(type.name(), key)));
  }
}
