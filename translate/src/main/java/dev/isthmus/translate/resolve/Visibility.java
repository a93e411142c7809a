package dev.isthmus.translate.resolve;

import dev.isthmus.api.ObjectKey;
import dev.isthmus.api.ObjectRef;
import dev.isthmus.api.gloo.admin.ShareableKind;
import dev.isthmus.api.gloo.admin.TypedObjectSelector;
import dev.isthmus.api.gloo.admin.WorkspaceObjectSelector;
import dev.isthmus.api.gloo.selector.WorkspaceSelector;
import dev.isthmus.engine.Entry;
import dev.isthmus.engine.GraphBuilder;
import dev.isthmus.engine.In;
import dev.isthmus.engine.Index;
import dev.isthmus.engine.Out;
import dev.isthmus.engine.Table;
import java.util.ArrayList;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * What one workspace sees of another: what the one exports and the other imports, both
 * (docs/translation.md#workspaces).
 */
public final class Visibility {

  /** What is shared, from one workspace to another. */
  public final Table<ShareKey, Share> shares;

  /** Those of an exporter. */
  public final Index<String, ShareKey, Share> byExporter;

  /** Those of an importer. */
  public final Index<String, ShareKey, Share> byImporter;

  private final Workspaces workspaces;
  private final SettingsTable settings;

  public Visibility(GraphBuilder graph, Workspaces workspaces, SettingsTable settings) {
    this.workspaces = workspaces;
    this.settings = settings;
    shares = graph.table("shares");
    byExporter = graph.index("shares by exporter", shares, (k, v) -> List.of(k.exporter()));
    byImporter = graph.index("shares by importer", shares, (k, v) -> List.of(k.importer()));
    graph
        .rule("a workspace sees what another exports to it and it imports")
        .from(settings.table)
        .uses(workspaces.table, settings.table)
        .emits(shares)
        .each(this::share);
  }

  private void share(String importer, Settings own, In in, Out out) {
    WorkspaceInfo self = in.get(workspaces.table, importer);
    ObjectRef by = own.own();
    if (self == null || by == null || own.importFrom().isEmpty()) {
      return;
    }
    SortedMap<String, List<List<TypedObjectSelector>>> imports = new TreeMap<>();
    for (WorkspaceObjectSelector entry : own.importFrom()) {
      for (String exporter : selected(entry.workspaces(), in)) {
        if (!exporter.equals(importer)) {
          imports.computeIfAbsent(exporter, e -> new ArrayList<>()).add(entry.resources());
        }
      }
    }
    imports.forEach((exporter, imported) -> {
      Exported exported =
          in.<String, Settings, @Nullable Exported>get(
              settings.table, exporter, other -> Exported.of(other, self));
      if (exported != null) {
        out.put(
            shares,
            new ShareKey(exporter, importer),
            new Share(List.of(exported.by(), by), exported.what(), imported));
      }
    });
  }

  private List<String> selected(List<WorkspaceSelector> selectors, In in) {
    List<String> names = new ArrayList<>();
    for (WorkspaceSelector selector : selectors) {
      String name = selector.name();
      if (!name.isEmpty() && !Glob.isPattern(name)) {
        WorkspaceInfo other = in.get(workspaces.table, name);
        if (other != null && Selection.selects(selector, other) && !names.contains(name)) {
          names.add(name);
        }
      } else {
        for (Entry<String, WorkspaceInfo> entry : in.all(workspaces.table)) {
          if (Selection.selects(selector, entry.value()) && !names.contains(entry.key())) {
            names.add(entry.key());
          }
        }
      }
    }
    return names;
  }

  /** What settings export to a workspace. */
  private record Exported(ObjectRef by, List<List<TypedObjectSelector>> what) {

    static @Nullable Exported of(@Nullable Settings settings, WorkspaceInfo importer) {
      ObjectRef by = settings == null ? null : settings.own();
      if (settings == null || by == null) {
        return null;
      }
      List<List<TypedObjectSelector>> what = new ArrayList<>();
      for (WorkspaceObjectSelector entry : settings.exportTo()) {
        for (WorkspaceSelector selector : entry.workspaces()) {
          if (Selection.selects(selector, importer)) {
            what.add(entry.resources());
            break;
          }
        }
      }
      return what.isEmpty() ? null : new Exported(by, List.copyOf(what));
    }
  }

  /** Whether a workspace sees an object of a workspace: its own, or one that is shared with it. */
  public boolean sees(
      String viewer,
      String owner,
      ShareableKind kind,
      SortedMap<String, String> labels,
      ObjectKey key,
      In in) {
    return viewer.equals(owner)
        || in.get(
            shares,
            new ShareKey(owner, viewer),
            share -> share != null && share.allows(kind, labels, key));
  }

  /** The settings by which a workspace sees objects of another; none for its own. */
  public List<ObjectRef> sharedBy(String viewer, String owner, In in) {
    return viewer.equals(owner)
        ? List.of()
        : in.get(
            shares,
            new ShareKey(owner, viewer),
            share -> share == null ? List.<ObjectRef>of() : share.by());
  }
}
