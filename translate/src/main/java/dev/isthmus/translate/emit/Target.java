package dev.isthmus.translate.emit;

import dev.isthmus.api.Labels;
import dev.isthmus.translate.name.SubsetNames;
import dev.isthmus.translate.plan.Use;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;

/**
 * A namespace of another cluster that gets a federated host's entry; filled while its rule runs.
 */
final class Target {

  private final String workspace;
  private final boolean forRoutes;
  private final Set<String> clusters = new TreeSet<>();
  private List<Labels> subsets = List.of();

  /**
   * A target.
   *
   * @param forRoutes whether it is one only because routes there lead to the host
   */
  Target(String workspace, boolean forRoutes) {
    this.workspace = workspace;
    this.forRoutes = forRoutes;
  }

  /** The workspace that the namespace's objects are made for. */
  String workspace() {
    return workspace;
  }

  /** The subsets that routes there use, by name. */
  List<Labels> subsets() {
    return subsets;
  }

  /** The clusters that it rests on that this is a target. */
  Set<String> clusters() {
    return clusters;
  }

  void use(Use use) {
    subsets = union(subsets, use.subsets());
    if (forRoutes) {
      clusters.addAll(use.clusters());
    }
  }

  /** Both lists without repetition, by the subsets' names. */
  static List<Labels> union(List<Labels> some, List<Labels> more) {
    if (more.isEmpty() || some.equals(more)) {
      return some;
    }
    if (some.isEmpty() && more.size() == 1) {
      return more;
    }
    List<Labels> all = new ArrayList<>(some);
    for (Labels each : more) {
      if (!all.contains(each)) {
        all.add(each);
      }
    }
    Collections.sort(all, (a, b) -> SubsetNames.of(a).compareTo(SubsetNames.of(b)));
    return List.copyOf(all);
  }
}
