package dev.isthmus.bench.live;

import dev.isthmus.api.ObjectRef;
import dev.isthmus.api.port.ObservedObject;
import dev.isthmus.bench.fed.FedObjects;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.IntFunction;

/** The edits that are timed; every run leaves the mesh as large as it was. */
final class LiveEdits {
  /** What one agent tells. */
  record Told(List<ObservedObject> puts, List<ObjectRef> gone) {
    private static Told put(ObservedObject object) {
      return new Told(List.of(object), List.of());
    }

    private static Told gone(ObservedObject object) {
      return new Told(List.of(), List.of(object.ref()));
    }

    String cluster() {
      return (puts.isEmpty() ? gone.getFirst() : puts.getFirst().ref()).key().cluster();
    }
  }

  /**
   * One kind of edit.
   *
   * @param event what is timed, by the number of the run
   * @param undo what puts the mesh back, untimed
   */
  record Edit(IntFunction<Told> event, IntFunction<Told> undo) {}

  private final FedObjects<ObservedObject> objects;
  private final int services;

  /** Makes each value that an edit sets another than all before. */
  private int turn;

  LiveEdits(FedObjects<ObservedObject> objects, int services) {
    this.objects = objects;
    this.services = services;
  }

  /** Each edit by its name in the report. */
  Map<String, Edit> all() {
    Map<String, Edit> edits = new LinkedHashMap<>();
    edits.put(
        "podClass",
        new Edit(
            i -> Told.put(pod(i, objects.name(i % services))),
            i -> Told.gone(pod(i, objects.name(i % services)))));
    edits.put(
        "newServiceAccount",
        new Edit(i -> Told.put(account(i, "another")), i -> Told.gone(account(i, "another"))));
    edits.put("routeTable", routeTable());
    return edits;
  }

  /** Another path. */
  Edit routeTable() {
    return new Edit(i -> table(i, "/turn-" + turn++), i -> table(i, "/"));
  }

  /** Pods with a label that says nothing to anybody. */
  private ObservedObject pod(int i, String account) {
    ObservedObject pod = account(i, account);
    var json = pod.json();
    json.withObject("/metadata/labels").put("track", "canary");
    return Reports.of(pod.ref().key().cluster(), json);
  }

  /** Pods of a service under an account. */
  private ObservedObject account(int i, String account) {
    int s = i % services;
    return objects.pod(s, objects.name(s), objects.name(s), account);
  }

  private Told table(int i, String prefix) {
    return Told.put(objects.routeTable(i * 10 % (services / 10 * 10), prefix));
  }
}
