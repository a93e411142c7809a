package dev.isthmus.bench.fed;

import dev.isthmus.api.Resource;
import dev.isthmus.translate.Change;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.IntFunction;

/**
 * The edits that are timed; run number i of each brings a real event, and every run leaves the mesh
 * as large as it was.
 */
final class FedEdits {
  /**
   * One kind of edit.
   *
   * @param ahead a batch that the writer has just begun when the event comes, and that has to end
   *     first; its time counts, what it changes does not; mostly empty
   * @param event what is timed, by the number of the run
   * @param undo what puts the mesh back, untimed; may be empty
   */
  record Edit(
      IntFunction<List<Change>> ahead,
      IntFunction<List<Change>> event,
      IntFunction<List<Change>> undo) {

    private static Edit of(IntFunction<List<Change>> event) {
      return of(event, _ -> List.of());
    }

    private static Edit of(IntFunction<List<Change>> event, IntFunction<List<Change>> undo) {
      return new Edit(_ -> List.of(), event, undo);
    }
  }

  private final FedObjects<Resource> objects;
  private final int services;
  private final int clusters;

  /** Makes each value that an edit sets another than all before. */
  private int turn;

  FedEdits(FedObjects<Resource> objects, int services, int clusters) {
    this.objects = objects;
    this.services = services;
    this.clusters = clusters;
  }

  /** Each edit by its name in the report. */
  Map<String, Edit> all() {
    Map<String, Edit> edits = new LinkedHashMap<>();
    edits.put("likePod", Edit.of(this::likePod, this::likePodBack));
    edits.put("newServiceAccount", Edit.of(this::newAccount, this::oldAccount));
    edits.put("routeTable", Edit.of(this::routeTable));
    edits.put("newService", Edit.of(this::newService, this::withoutService));
    edits.put("gatewayAddress", Edit.of(this::gatewayAddress));
    edits.put("namespaceLabel", Edit.of(this::namespaceLabel));
    edits.put("workspaceSettings", Edit.of(this::settings));
    edits.put(
        "routeTableDuringSettings", new Edit(this::settings, this::routeTable, _ -> List.of()));
    return edits;
  }

  /** A workspace's services are federated under another suffix. */
  private List<Change> settings(int i) {
    return List.of(Change.of(objects.settings(workspace(i), "mesh-" + turn++)));
  }

  private List<Change> routeTable(int i) {
    int service = i * 10 % (services / 10 * 10);
    return List.of(Change.of(objects.routeTable(service, "/turn-" + turn++)));
  }

  private List<Change> gatewayAddress(int i) {
    int c = i % clusters;
    return List.of(Change.of(objects.gateway(c, "172.21." + c + "." + (2 + i % 200))));
  }

  private List<Change> namespaceLabel(int i) {
    return List.of(Change.of(objects.namespace(workspace(i), 0, i % clusters, "turn-" + turn++)));
  }

  /** A pod is replaced by its like: another name, all else equal. */
  private List<Change> likePod(int i) {
    int s = i % services;
    return replaced(
        objects.pod(s, objects.name(s), objects.name(s) + "-a", objects.name(s)),
        objects.pod(s, objects.name(s), objects.name(s) + "-c", objects.name(s)));
  }

  private List<Change> likePodBack(int i) {
    int s = i % services;
    return replaced(
        objects.pod(s, objects.name(s), objects.name(s) + "-c", objects.name(s)),
        objects.pod(s, objects.name(s), objects.name(s) + "-a", objects.name(s)));
  }

  private static List<Change> replaced(Resource old, Resource now) {
    return List.of(Change.gone(old.ref()), Change.of(now));
  }

  /** One pod behind a service runs under an account that none of them had. */
  private List<Change> newAccount(int i) {
    int s = i % services;
    return List.of(Change.of(objects.pod(s, objects.name(s), objects.name(s) + "-b", "another")));
  }

  private List<Change> oldAccount(int i) {
    int s = i % services;
    return List.of(
        Change.of(objects.pod(s, objects.name(s), objects.name(s) + "-b", objects.name(s))));
  }

  private List<Change> newService(int i) {
    return objects.newService(i % services, "extra-" + i).stream().map(Change::of).toList();
  }

  private List<Change> withoutService(int i) {
    List<Change> gone = new ArrayList<>();
    objects
        .newService(i % services, "extra-" + i)
        .forEach(resource -> gone.add(Change.gone(resource.ref())));
    return gone;
  }

  private int workspace(int i) {
    return i % workspaces();
  }

  private int workspaces() {
    return (services + FedObjects.SERVICES_PER_WORKSPACE - 1) / FedObjects.SERVICES_PER_WORKSPACE;
  }
}
