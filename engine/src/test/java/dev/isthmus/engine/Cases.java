package dev.isthmus.engine;

import dev.isthmus.engine.RandomGraph.Edit;
import dev.isthmus.engine.RandomGraph.RulePlan;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.function.Consumer;

/**
 * Runs a property over random graphs and edits. {@code -Disthmus.cases=N} sets how many (1,000),
 * {@code -Disthmus.seed=S} runs one seed again. A case that fails is made smaller by leaving out
 * batches, edits and rules, as long as it goes on failing, and is then printed with its seed.
 */
final class Cases {
  private Cases() {}

  /** A graph, what is done to it, and the seed of further choices. */
  record Case(long seed, RandomGraph plan, List<List<Edit>> batches) {

    /** The same random numbers at every call. */
    Random random() {
      return new Random(seed * 31 + 7);
    }
  }

  static int count() {
    return Integer.getInteger("isthmus.cases", 1000);
  }

  static void check(boolean faults, Consumer<Case> property) {
    Long only = Long.getLong("isthmus.seed");
    long first = only == null ? 0 : only;
    long last = only == null ? count() : only + 1;
    for (long seed = first; seed < last; seed++) {
      Random random = new Random(seed);
      RandomGraph plan = RandomGraph.random(random, faults);
      Case initial = new Case(seed, plan, plan.edits(random));
      Optional<Throwable> failure = failure(initial, property);
      if (failure.isPresent()) {
        Case small = shrink(initial, property);
        throw new AssertionError(
            "seed " + seed + " (replay with -Disthmus.seed=" + seed + "), made smaller to " + small,
            failure(small, property).orElse(failure.get()));
      }
    }
  }

  private static Optional<Throwable> failure(Case c, Consumer<Case> property) {
    try {
      property.accept(c);
      return Optional.empty();
    } catch (RuntimeException | AssertionError e) {
      return Optional.of(e);
    }
  }

  private static Case shrink(Case failing, Consumer<Case> property) {
    Case current = failing;
    boolean smaller = true;
    while (smaller) {
      smaller = false;
      for (Case candidate : candidates(current)) {
        if (failure(candidate, property).isPresent()) {
          current = candidate;
          smaller = true;
          break;
        }
      }
    }
    return current;
  }

  private static List<Case> candidates(Case c) {
    List<Case> smaller = new ArrayList<>();
    for (int i = 0; i < c.batches.size(); i++) {
      smaller.add(new Case(c.seed, c.plan, without(c.batches, i)));
    }
    for (int i = 0; i < c.plan.rules().size(); i++) {
      List<RulePlan> rules = without(c.plan.rules(), i);
      smaller.add(
          new Case(c.seed, new RandomGraph(c.plan.tables(), c.plan.indexes(), rules), c.batches));
    }
    for (int i = 0; i < c.batches.size(); i++) {
      for (int j = 0; j < c.batches.get(i).size(); j++) {
        List<List<Edit>> batches = new ArrayList<>(c.batches);
        batches.set(i, without(c.batches.get(i), j));
        smaller.add(new Case(c.seed, c.plan, batches));
      }
    }
    return smaller;
  }

  private static <T> List<T> without(List<T> list, int i) {
    List<T> copy = new ArrayList<>(list);
    copy.remove(i);
    return copy;
  }
}
