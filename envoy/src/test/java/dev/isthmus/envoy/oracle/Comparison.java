package dev.isthmus.envoy.oracle;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.SortedSet;
import java.util.TreeSet;

/** Compares resources and keeps count. */
final class Comparison {
  private final ListedDifferences listed;
  private final Map<Kind, Count> counts = new EnumMap<>(Kind.class);
  private final List<String> unlisted = new ArrayList<>();

  /** Figures of one kind. */
  static final class Count {
    int compared;
    int equal;
    int equalButListed;
  }

  Comparison(ListedDifferences listed) {
    this.listed = listed;
    for (Kind kind : Kind.values()) {
      counts.put(kind, new Count());
    }
  }

  void compare(String where, Kind kind, Map<String, JsonNode> ours, Map<String, JsonNode> istiods) {
    TreeSet<String> names = new TreeSet<>(ours.keySet());
    names.addAll(istiods.keySet());
    for (String name : names) {
      JsonNode mine = ours.get(name);
      JsonNode theirs = istiods.get(name);
      Count count = Objects.requireNonNull(counts.get(kind));
      count.compared++;
      String place = where + " " + kind.title() + " " + name;
      if (mine == null || theirs == null) {
        unlisted.add(place + ": " + (mine == null ? "only istiod has it" : "only we have it"));
      } else {
        compare(place, kind, mine, theirs, count);
      }
    }
  }

  private void compare(String place, Kind kind, JsonNode ours, JsonNode istiods, Count count) {
    List<TreeDiff.Place> places = TreeDiff.of(ours, istiods);
    boolean allListed = true;
    for (TreeDiff.Place it : places) {
      if (!listed.cover(kind, it)) {
        allListed = false;
        unlisted.add(
            place + " " + it.path() + ": ours " + it.ours() + ", istiod's " + it.istiods());
      }
    }
    if (places.isEmpty()) {
      count.equal++;
    } else if (allListed) {
      count.equalButListed++;
    }
  }

  void compareNames(String where, Kind kind, SortedSet<String> ours, JsonNode istiods) {
    SortedSet<String> theirs = new TreeSet<>();
    istiods.forEach(name -> theirs.add(name.asText()));
    if (!ours.equals(theirs)) {
      unlisted.add(where + " " + kind.title() + " removed: ours " + ours + ", istiod's " + theirs);
    }
  }

  List<ListedDifferences.Line> listed() {
    return listed.lines();
  }

  List<String> unlisted() {
    return unlisted;
  }

  String figures() {
    StringBuilder result = new StringBuilder("compared with istiod 1.29.1:");
    counts.forEach((kind, count) ->
        result.append(
            String.format(
                "%n  %-10s %4d compared, %4d equal, %4d equal but for listed differences",
                kind.title(), count.compared, count.equal, count.equalButListed)));
    for (ListedDifferences.Line line : listed.lines()) {
      result.append(
          String.format(
              "%n  listed: %s %s, met %d times: %s", line.kind, line.path, line.met, line.reason));
    }
    return result.toString();
  }
}
