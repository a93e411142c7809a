package dev.isthmus.cli;

import dev.isthmus.cli.files.FolderWriter.Outcome;
import dev.isthmus.cli.print.Counted;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;

/** What a write did, a line a cluster: {@code cluster1 11 objects 9 new 1 changed 1 unchanged}. */
final class WriteSummary {
  private WriteSummary() {}

  /** One line in all when nothing changed. */
  static List<String> lines(SortedMap<String, Outcome> outcomes) {
    if (outcomes.values().stream().allMatch(outcome -> outcome == Outcome.UNCHANGED)) {
      return List.of(Counted.of(outcomes.size(), "object") + ", nothing changed");
    }
    SortedMap<String, Map<Outcome, Integer>> clusters = new TreeMap<>();
    outcomes.forEach((path, outcome) ->
        clusters
            .computeIfAbsent(
                path.substring(0, path.indexOf('/')), _ -> new EnumMap<>(Outcome.class))
            .merge(outcome, 1, Integer::sum));
    int width = clusters.keySet().stream().mapToInt(String::length).max().orElse(0);
    List<String> lines = new ArrayList<>();
    clusters.forEach((cluster, counts) ->
        lines.add(cluster + " ".repeat(width - cluster.length()) + "   " + line(counts)));
    return lines;
  }

  private static String line(Map<Outcome, Integer> counts) {
    int objects =
        counts.entrySet().stream()
            .filter(e -> e.getKey() != Outcome.REMOVED)
            .mapToInt(Map.Entry::getValue)
            .sum();
    List<String> parts = new ArrayList<>();
    parts.add(Counted.of(objects, "object"));
    counts.forEach(
        (outcome, count) -> parts.add(count + " " + outcome.name().toLowerCase(Locale.ROOT)));
    return String.join("   ", parts);
  }
}
