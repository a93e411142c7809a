package dev.isthmus.relay;

import dev.isthmus.api.ObjectRef;
import dev.isthmus.api.port.DesiredObject;
import dev.isthmus.api.port.Down;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** The newest order of each object. */
final class WaitingOrders {
  private final Map<ObjectRef, DesiredObject> puts = new LinkedHashMap<>();
  private final Map<ObjectRef, Down.Deletion> deletes = new LinkedHashMap<>();

  void add(List<DesiredObject> newPuts, List<Down.Deletion> newDeletes) {
    for (DesiredObject put : newPuts) {
      deletes.remove(put.ref());
      puts.put(put.ref(), put);
    }
    for (Down.Deletion deletion : newDeletes) {
      puts.remove(deletion.ref());
      deletes.put(deletion.ref(), deletion);
    }
  }

  boolean isEmpty() {
    return puts.isEmpty() && deletes.isEmpty();
  }

  List<DesiredObject> puts() {
    return List.copyOf(puts.values());
  }

  List<Down.Deletion> deletes() {
    return List.copyOf(deletes.values());
  }

  void clear() {
    puts.clear();
    deletes.clear();
  }
}
