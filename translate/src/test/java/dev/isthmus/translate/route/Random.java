package dev.isthmus.translate.route;

import java.util.List;
import java.util.SplittableRandom;
import java.util.function.Consumer;

/**
 * Runs a check over seeds; {@code -Disthmus.cases=N} says how many, {@code -Disthmus.seed=S}
 * replays one.
 */
final class Random {
  private Random() {}

  static void cases(Consumer<SplittableRandom> check) {
    var replay = Long.getLong("isthmus.seed");
    if (replay != null) {
      check.accept(new SplittableRandom(replay));
      return;
    }
    for (long seed = 1; seed <= Integer.getInteger("isthmus.cases", 1_000); seed++) {
      try {
        check.accept(new SplittableRandom(seed));
      } catch (RuntimeException | AssertionError e) {
        throw new AssertionError("seed " + seed + " fails; replay with -Disthmus.seed=" + seed, e);
      }
    }
  }

  static <T> T pick(SplittableRandom random, List<T> from) {
    return from.get(random.nextInt(from.size()));
  }

  static boolean oneIn(SplittableRandom random, int n) {
    return random.nextInt(n) == 0;
  }
}
