package dev.isthmus.translate.emit;

import dev.isthmus.api.Labels;
import dev.isthmus.translate.name.SubsetNames;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;

/**
 * A namespace of another cluster that gets a federated host's entry; filled while its rule runs.
 */
final class Target {

  private final String workspace;
  private List<Labels> subsets = List.of();

  Target(String workspace) {
    this.workspace = workspace;
  }

  /** The workspace that the namespace's objects are made for. */
  String workspace() {
    return workspace;
  }

  /** The subsets that routes there use, by name. */
  List<Labels> subsets() {
    return subsets;
  }

  void use(List<Labels> more) {
    subsets = union(subsets, more);
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
