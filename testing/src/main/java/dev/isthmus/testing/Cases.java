package dev.isthmus.testing;

import java.util.function.LongFunction;

/**
 * Runs a property over many scenarios. {@code -Disthmus.cases=N} sets how many (1,000), {@code
 * -Disthmus.seed=S} replays one. A failure is shrunk and thrown with its seed and the whole
 * scenario.
 */
public final class Cases {
  private static final int SHRINK_ATTEMPTS = 2_000;

  /** What must hold of every scenario: throws an AssertionError, or anything, where it does not. */
  @FunctionalInterface
  public interface Property {
    void check(Scenario scenario);
  }

  private final LongFunction<Scenario> source;

  public Cases(LongFunction<Scenario> source) {
    this.source = source;
  }

  /** How many cases a run has. */
  public static int count() {
    return Integer.getInteger("isthmus.cases", 1_000);
  }

  /**
   * Checks a property over the run's scenarios: seeds 1 to {@link #count()}, or the one to replay.
   */
  public void check(Property property) {
    Long replay = Long.getLong("isthmus.seed");
    if (replay != null) {
      checkOne(property, replay);
      return;
    }
    for (long seed = 1; seed <= count(); seed++) {
      checkOne(property, seed);
    }
  }

  private void checkOne(Property property, long seed) {
    Scenario scenario = source.apply(seed);
    Throwable failure = failure(property, scenario);
    if (failure == null) {
      return;
    }
    String kind = kind(failure);
    var shrinker =
        new Shrinker(
            candidate -> {
              Throwable other = failure(property, candidate);
              return other != null && kind(other).equals(kind);
            },
            SHRINK_ATTEMPTS);
    Scenario smallest = shrinker.shrink(scenario);
    Throwable last = failure(property, smallest);
    throw new AssertionError(
        "seed %d fails; replay with -Disthmus.seed=%d%n%s%nshrunk to %d objects and %d edits:%n%s"
            .formatted(
                seed,
                seed,
                last == null ? failure : last,
                smallest.objects().size(),
                smallest.edits().size(),
                smallest.toYaml()),
        last == null ? failure : last);
  }

  /** Failures are of one kind when class and the text before the first colon agree. */
  private static String kind(Throwable failure) {
    String message = String.valueOf(failure.getMessage());
    return failure.getClass().getName() + " " + message.split("[:\n]", 2)[0];
  }

  private static @org.jspecify.annotations.Nullable Throwable failure(
      Property property, Scenario scenario) {
    try {
      property.check(scenario);
      return null;
    } catch (RuntimeException | AssertionError | StackOverflowError e) {
      return e;
    }
  }
}
