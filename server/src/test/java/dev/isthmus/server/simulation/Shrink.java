package dev.isthmus.server.simulation;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Predicate;

/** Finds a short list that still fails, by leaving out ever smaller parts of a long one. */
final class Shrink {
  private Shrink() {}

  /**
   * The shortest list that was found.
   *
   * @param all a list that fails
   * @param tries how many lists may be tried
   */
  static <T> List<T> smallest(List<T> all, Predicate<List<T>> fails, int tries) {
    List<T> best = all;
    int left = tries;
    for (int size = Math.max(1, best.size() / 2); size >= 1; size /= 2) {
      int from = 0;
      while (from < best.size() && left-- > 0) {
        List<T> without = new ArrayList<>(best.subList(0, from));
        without.addAll(best.subList(Math.min(best.size(), from + size), best.size()));
        if (fails.test(without)) {
          best = without;
        } else {
          from += size;
        }
      }
    }
    return List.copyOf(best);
  }
}
