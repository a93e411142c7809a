package dev.isthmus.translate.plan;

import dev.isthmus.api.ObjectKey;
import dev.isthmus.api.ObjectRef;
import dev.isthmus.api.gloo.admin.ShareableKind;
import dev.isthmus.api.gloo.networking.RouteTable;
import dev.isthmus.api.gloo.selector.ObjectSelector;
import dev.isthmus.engine.Entry;
import dev.isthmus.engine.GraphBuilder;
import dev.isthmus.engine.In;
import dev.isthmus.engine.Index;
import dev.isthmus.engine.Merge;
import dev.isthmus.engine.Source;
import dev.isthmus.engine.Table;
import dev.isthmus.translate.finding.Findings;
import dev.isthmus.translate.resolve.ConfigObjects;
import dev.isthmus.translate.resolve.Inputs;
import dev.isthmus.translate.resolve.One;
import dev.isthmus.translate.resolve.Owned;
import dev.isthmus.translate.resolve.Selection;
import dev.isthmus.translate.resolve.Share;
import dev.isthmus.translate.resolve.ShareKey;
import dev.isthmus.translate.resolve.Visibility;
import dev.isthmus.translate.resolve.Workspaces;
import dev.isthmus.translate.route.Delegation;
import dev.isthmus.translate.route.Flattened;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;

/** RouteTables, and those that they delegate to. */
public final class TableTree {

  /** The RouteTables that count. */
  public final ConfigObjects<RouteTable> objects;

  /** By one of their labels: {@code key=value}. */
  private final Index<String, ObjectKey, Owned<RouteTable>> byLabel;

  /** The tables that a root on a gateway or a sidecar delegates to. */
  public final Table<ObjectKey, One> reached;

  private final Visibility visibility;

  public TableTree(
      GraphBuilder graph,
      Inputs inputs,
      Workspaces workspaces,
      Visibility visibility,
      Findings findings) {
    this.visibility = visibility;
    objects =
        new ConfigObjects<>(
            graph,
            "RouteTable",
            inputs.routeTables,
            workspaces,
            findings,
            RouteTable::spec,
            key -> false);
    reached = graph.table("RouteTables that are delegated to", Merge.first());
    byLabel = graph.index("RouteTable by label", objects.table, (key, owned) -> labels(owned));
  }

  /** Says which tables are of no use, once all others are translated. */
  public void judge(GraphBuilder graph, Findings findings) {
    graph
        .rule("a RouteTable without hosts is delegated to")
        .from(objects.table)
        .uses(reached)
        .emits(findings.table)
        .each((key, owned, in, out) -> {
          if (owned.object().spec().hosts().isEmpty() && in.get(reached, key) == null) {
            findings.put(out, RouteTableFindings.withoutHosts(owned.ref()));
          }
        });
  }

  /** What rules that ask here must declare to use. */
  public Source[] sources() {
    return new Source[] {
      objects.table, objects.byWorkspace, byLabel, visibility.shares, visibility.byImporter
    };
  }

  private static List<String> labels(Owned<RouteTable> owned) {
    List<String> labels = new ArrayList<>();
    owned.object().labels().forEach((key, value) -> labels.add(key + "=" + value));
    return labels;
  }

  /**
   * A root table's routes with those delegated to.
   *
   * @param flattened the routes
   * @param owners the workspaces of all tables that took part
   * @param sharedBy the settings by which one workspace's tables delegate to another's
   */
  public record Tree(
      Flattened flattened, Map<ObjectKey, String> owners, SortedSet<ObjectRef> sharedBy) {
    public Tree {
      owners = Map.copyOf(owners);
      sharedBy = Collections.unmodifiableSortedSet(new TreeSet<>(sharedBy));
    }
  }

  /** The settings by which a table is translated for another workspace than its own. */
  public List<ObjectRef> sharedWith(TableTarget target, Owned<RouteTable> root, In in) {
    List<ObjectRef> imported = visibility.sharedBy(target.workspace(), root.workspace(), in);
    return imported.isEmpty()
        ? visibility.sharedBy(root.workspace(), target.workspace(), in)
        : imported;
  }

  /** Puts the routes of tables that a root delegates to in their places. */
  public Tree flatten(Owned<RouteTable> root, In in) {
    Map<ObjectKey, String> owners = new TreeMap<>();
    SortedSet<ObjectRef> sharedBy = new TreeSet<>();
    owners.put(root.key(), root.workspace());
    Flattened flattened =
        Delegation.flatten(
            root.object(), (parent, selector) -> select(parent, selector, owners, sharedBy, in));
    return new Tree(flattened, owners, sharedBy);
  }

  private Collection<RouteTable> select(
      RouteTable parent,
      ObjectSelector selector,
      Map<ObjectKey, String> owners,
      SortedSet<ObjectRef> sharedBy,
      In in) {
    String viewer = owners.getOrDefault(parent.key(), "");
    List<RouteTable> selected = new ArrayList<>();
    for (Owned<RouteTable> candidate : candidates(viewer, selector, in)) {
      RouteTable table = candidate.object();
      if (Selection.selects(selector, table.labels(), table.key(), candidate.workspace())
          && visibility.sees(
              viewer,
              candidate.workspace(),
              ShareableKind.ROUTE_TABLE,
              table.labels(),
              table.key(),
              in)) {
        owners.put(table.key(), candidate.workspace());
        sharedBy.addAll(visibility.sharedBy(viewer, candidate.workspace(), in));
        selected.add(table);
      }
    }
    return selected;
  }

  private List<Owned<RouteTable>> candidates(String viewer, ObjectSelector selector, In in) {
    if (!selector.labels().isEmpty()) {
      String key = selector.labels().firstKey();
      return in.get(byLabel, key + "=" + selector.labels().get(key)).values();
    }
    List<Owned<RouteTable>> candidates =
        new ArrayList<>(in.get(objects.byWorkspace, viewer).values());
    for (Entry<ShareKey, Share> share : in.get(visibility.byImporter, viewer)) {
      candidates.addAll(in.get(objects.byWorkspace, share.key().exporter()).values());
    }
    return candidates;
  }
}
