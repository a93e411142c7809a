package dev.isthmus.envoy.compare;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.SortedSet;
import java.util.TreeSet;

/** Compares resources and keeps count. */
public final class Comparison {
  private final ListedDifferences listed;
  private final Map<Kind, Count> counts = new EnumMap<>(Kind.class);
  private final Map<ListedDifferences.Line, Integer> met = new HashMap<>();
  private final List<Difference> unlisted = new ArrayList<>();

  /** Figures of one kind. */
  private static final class Count {
    int compared;
    int equal;
    int equalButListed;
  }

  /**
   * A difference that is not listed.
   *
   * @param where the proxy and resource
   * @param kind the kind of resource
   * @param path the fields down to the place; empty: the resource as a whole
   * @param what what each side has
   */
  public record Difference(String where, Kind kind, String path, String what) {
    @Override
    public String toString() {
      return where + " " + path + ": " + what;
    }
  }

  public Comparison(ListedDifferences listed) {
    this.listed = listed;
    for (Kind kind : Kind.values()) {
      counts.put(kind, new Count());
    }
  }

  /** Compares the resources of one kind of one proxy, by name. */
  public void compare(
      String where, Kind kind, Map<String, JsonNode> ours, Map<String, JsonNode> istiods) {
    TreeSet<String> names = new TreeSet<>(ours.keySet());
    names.addAll(istiods.keySet());
    for (String name : names) {
      JsonNode mine = ours.get(name);
      JsonNode theirs = istiods.get(name);
      count(kind).compared++;
      String place = where + " " + kind.title() + " " + name;
      if (mine == null || theirs == null) {
        String what = mine == null ? "only istiod has it" : "only we have it";
        unlisted.add(new Difference(place, kind, "", what));
      } else {
        compare(place, kind, mine, theirs);
      }
    }
  }

  private void compare(String where, Kind kind, JsonNode ours, JsonNode istiods) {
    List<TreeDiff.Place> places = TreeDiff.of(ours, istiods);
    boolean allListed = true;
    for (TreeDiff.Place it : places) {
      Optional<ListedDifferences.Line> line = listed.covering(kind, it);
      line.ifPresent(listedAs -> met.merge(listedAs, 1, Integer::sum));
      if (line.isEmpty()) {
        allListed = false;
        String what = "ours " + it.ours() + ", istiod's " + it.istiods();
        unlisted.add(new Difference(where, kind, it.path(), what));
      }
    }
    if (places.isEmpty()) {
      count(kind).equal++;
    } else if (allListed) {
      count(kind).equalButListed++;
    }
  }

  /** Compares the names of resources that went. */
  public void compareNames(String where, Kind kind, SortedSet<String> ours, JsonNode istiods) {
    SortedSet<String> theirs = new TreeSet<>();
    istiods.forEach(name -> theirs.add(name.asText()));
    if (!ours.equals(theirs)) {
      String what = "ours " + ours + ", istiod's " + theirs;
      unlisted.add(new Difference(where + " " + kind.title() + " removed", kind, "", what));
    }
  }

  /** Takes over what another comparison has counted and found. */
  public void add(Comparison other) {
    other.counts.forEach((kind, count) -> {
      count(kind).compared += count.compared;
      count(kind).equal += count.equal;
      count(kind).equalButListed += count.equalButListed;
    });
    other.met.forEach((line, times) -> met.merge(line, times, Integer::sum));
    unlisted.addAll(other.unlisted);
  }

  private Count count(Kind kind) {
    return Objects.requireNonNull(counts.get(kind));
  }

  /** The listed differences that did not occur. */
  public List<ListedDifferences.Line> unmet() {
    return listed.lines().stream().filter(line -> !met.containsKey(line)).toList();
  }

  /** The differences that are not listed. */
  public List<Difference> unlisted() {
    return List.copyOf(unlisted);
  }

  /** The figures of each kind, and of each listed difference. */
  public String figures() {
    StringBuilder result = new StringBuilder("compared with istiod 1.29.1:");
    counts.forEach((kind, count) ->
        result.append(
            String.format(
                "%n  %-10s %5d compared, %5d equal, %5d equal but for listed differences",
                kind.title(), count.compared, count.equal, count.equalButListed)));
    met.forEach((line, times) ->
        result.append(
            String.format(
                "%n  listed: %s %s, met %d times: %s",
                line.kind(), line.path(), times, line.reason())));
    return result.toString();
  }
}
