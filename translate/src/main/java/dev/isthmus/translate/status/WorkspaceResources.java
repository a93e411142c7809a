package dev.isthmus.translate.status;

import dev.isthmus.api.Labels;
import dev.isthmus.api.ObjectKey;
import dev.isthmus.api.ObjectKind;
import dev.isthmus.api.ObjectRef;
import dev.isthmus.api.Resource;
import dev.isthmus.api.gloo.admin.ShareableKind;
import dev.isthmus.api.gloo.admin.TypedObjectSelector;
import dev.isthmus.api.gloo.admin.WorkspaceObjectSelector;
import dev.isthmus.engine.Entry;
import dev.isthmus.engine.GraphBuilder;
import dev.isthmus.engine.In;
import dev.isthmus.engine.Index;
import dev.isthmus.engine.Source;
import dev.isthmus.engine.Table;
import dev.isthmus.translate.plan.TableTree;
import dev.isthmus.translate.resolve.Backends;
import dev.isthmus.translate.resolve.ConfigObjects;
import dev.isthmus.translate.resolve.Selection;
import dev.isthmus.translate.resolve.Settings;
import dev.isthmus.translate.resolve.SettingsTable;
import dev.isthmus.translate.resolve.Share;
import dev.isthmus.translate.resolve.ShareKey;
import dev.isthmus.translate.resolve.Visibility;
import dev.isthmus.translate.resolve.WorkspaceInfo;
import dev.isthmus.translate.resolve.Workspaces;
import java.util.ArrayList;
import java.util.List;
import java.util.SortedMap;
import org.jspecify.annotations.Nullable;

/**
 * What a workspace has, by kind: {@code numResources}, {@code destinationCounts}, {@code
 * policyCounts} (API reference, 3; solo-io/solo-apis, admin/v2/workspace.proto). Each object tells
 * in which fields it counts, so what changes costs what it touches.
 *
 * <p>An object is exported when an entry of its workspace's {@code exportTo} selects it, else
 * private; it is imported by each workspace that it is exported to and that imports it.
 */
public final class WorkspaceResources {
  private final Workspaces workspaces;
  private final SettingsTable settings;
  private final Visibility visibility;

  /** The fields in which an object counts. */
  private final Table<ObjectRef, List<StatusKey>> counted;

  public WorkspaceResources(
      GraphBuilder graph,
      StatusFields fields,
      Workspaces workspaces,
      SettingsTable settings,
      Visibility visibility) {
    this.workspaces = workspaces;
    this.settings = settings;
    this.visibility = visibility;
    counted = graph.table("what counts in a workspace");
    Index<StatusKey, ObjectRef, List<StatusKey>> byField =
        graph.index("what counts in a workspace by field", counted, (object, at) -> at);
    graph
        .rule("status of a Workspace: its resources")
        .from(byField)
        .emits(fields.table)
        .each((key, all, in, out) ->
            fields.put(out, key.object(), key.field(), new StatusValue.Count(all.size())));
  }

  private Source[] sources() {
    return new Source[] {workspaces.table, settings.table, visibility.byExporter};
  }

  /** Services: destinations, which can be shared. */
  public void services(GraphBuilder graph, Backends backends) {
    graph
        .rule("a Service counts in workspaces")
        .from(backends.table)
        .uses(sources())
        .emits(counted)
        .each((key, backend, in, out) -> {
          ObjectRef object = new ObjectRef(ObjectKind.SERVICE, key);
          List<StatusKey> at =
              shared(
                  object,
                  ShareableKind.SERVICE,
                  Labels.copyOf(backend.labels()),
                  backend.owner(),
                  in);
          add(at, backend.owner(), "destinationCounts.Service", in);
          out.put(counted, object, List.copyOf(at));
        });
  }

  /** RouteTables, which can be shared. */
  public void tables(GraphBuilder graph, TableTree tables) {
    graph
        .rule("a RouteTable counts in workspaces")
        .from(tables.objects.table)
        .uses(sources())
        .emits(counted)
        .each((key, owned, in, out) ->
            out.put(
                counted,
                owned.ref(),
                List.copyOf(
                    shared(
                        owned.ref(),
                        ShareableKind.ROUTE_TABLE,
                        owned.object().labels(),
                        owned.workspace(),
                        in))));
  }

  /** Policies, by what they are for: the first word of their group. */
  public void policies(
      GraphBuilder graph, ConfigObjects<? extends Resource> policies, String kind) {
    graph
        .rule("a policy counts in its workspace: " + kind)
        .from(policies.table)
        .uses(workspaces.table)
        .emits(counted)
        .each((key, owned, in, out) -> {
          String group = owned.object().kind().group();
          List<StatusKey> at = new ArrayList<>(1);
          add(at, owned.workspace(), "policyCounts." + group.substring(0, group.indexOf('.')), in);
          out.put(counted, owned.ref(), List.copyOf(at));
        });
  }

  private List<StatusKey> shared(
      ObjectRef object, ShareableKind kind, SortedMap<String, String> labels, String owner, In in) {
    String field = "numResources." + object.kind().kind();
    ObjectKey key = object.key();
    boolean exported =
        in.<String, Settings, Boolean>get(
            settings.table, owner, own -> own != null && exports(own, kind, labels, key));
    List<StatusKey> at = new ArrayList<>(4);
    add(at, owner, field + (exported ? ".exported" : ".private"), in);
    for (Entry<ShareKey, Share> share : in.get(visibility.byExporter, owner)) {
      if (share.value().allows(kind, labels, key)) {
        add(at, share.key().importer(), field + ".imported", in);
      }
    }
    return at;
  }

  private static boolean exports(
      Settings settings, ShareableKind kind, SortedMap<String, String> labels, ObjectKey key) {
    for (WorkspaceObjectSelector entry : settings.exportTo()) {
      List<TypedObjectSelector> what = entry.resources();
      if (what.isEmpty()
          || what.stream().anyMatch(each -> Selection.selects(each, kind, labels, key))) {
        return true;
      }
    }
    return false;
  }

  private void add(List<StatusKey> at, String workspace, String field, In in) {
    ObjectRef object =
        in.<String, WorkspaceInfo, @Nullable ObjectRef>get(
            workspaces.table, workspace, info -> info == null ? null : info.object());
    if (object != null) {
      at.add(new StatusKey(object, field));
    }
  }
}
