package dev.isthmus.testing;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.function.Predicate;

/**
 * Makes a failing scenario small: leaves out edits, then objects, in halves, quarters and so on
 * down to single ones, as long as it still fails. The result is minimal in single steps unless the
 * budget of attempts ends first.
 */
public final class Shrinker {
  private final Predicate<Scenario> fails;
  private int attempts;

  /**
   * A search with a budget.
   *
   * @param fails whether a scenario fails in the way that is looked for
   * @param attempts how often it may be asked
   */
  public Shrinker(Predicate<Scenario> fails, int attempts) {
    this.fails = fails;
    this.attempts = attempts;
  }

  public Scenario shrink(Scenario scenario) {
    Scenario smallest = scenario;
    int size;
    do {
      size = smallest.edits().size() + smallest.objects().size();
      Scenario base = smallest;
      smallest = base.withEdits(leaveOut(base.edits(), base::withEdits));
      Scenario fewerEdits = smallest;
      smallest =
          fewerEdits.withObjects(
              objects(
                  leaveOut(entries(fewerEdits), list -> fewerEdits.withObjects(objects(list)))));
    } while (attempts > 0 && smallest.edits().size() + smallest.objects().size() < size);
    return smallest;
  }

  private <T> List<T> leaveOut(List<T> all, Function<List<T>, Scenario> with) {
    List<T> kept = all;
    for (int chunk = Math.max(1, kept.size() / 2); ; chunk /= 2) {
      for (int from = 0; from < kept.size() && attempts > 0; ) {
        var fewer = new ArrayList<T>(kept.subList(0, from));
        fewer.addAll(kept.subList(Math.min(from + chunk, kept.size()), kept.size()));
        attempts--;
        if (fails.test(with.apply(fewer))) {
          kept = fewer;
        } else {
          from += chunk;
        }
      }
      if (chunk <= 1) {
        return kept;
      }
    }
  }

  private static List<Map.Entry<ObjectId, ObjectNode>> entries(Scenario scenario) {
    return List.copyOf(scenario.objects().entrySet());
  }

  private static SortedMap<ObjectId, ObjectNode> objects(
      List<Map.Entry<ObjectId, ObjectNode>> entries) {
    var objects = new TreeMap<ObjectId, ObjectNode>();
    entries.forEach(entry -> objects.put(entry.getKey(), entry.getValue()));
    return objects;
  }
}
