package dev.isthmus.testing.random;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import org.jspecify.annotations.Nullable;

/**
 * All chance comes from here, and from one seed. {@link Random}'s sequence is fixed by its
 * documentation.
 */
final class Dice {
  private final Random random;

  Dice(long seed) {
    // Seeds that follow each other start with similar numbers: stir.
    random = new Random(seed * 0x9E3779B97F4A7C15L);
    random.nextLong();
  }

  /** True in this share of cases. */
  boolean chance(double share) {
    return random.nextDouble() < share;
  }

  int between(int low, int high) {
    return low + random.nextInt(high - low + 1);
  }

  @SafeVarargs
  final <T> T pick(T... values) {
    return values[random.nextInt(values.length)];
  }

  /** One of the values, or as likely none. */
  @SafeVarargs
  final <T> @Nullable T orNone(T... values) {
    int index = random.nextInt(values.length + 1);
    return index == values.length ? null : values[index];
  }

  <T> T pick(List<T> values) {
    return values.get(random.nextInt(values.size()));
  }

  /** Each value with this chance, in the given order. */
  <T> List<T> some(List<T> values, double share) {
    var chosen = new ArrayList<T>();
    for (T value : values) {
      if (chance(share)) {
        chosen.add(value);
      }
    }
    return chosen;
  }

  /** As {@link #some}, but at least one. */
  <T> List<T> someButOne(List<T> values, double share) {
    List<T> chosen = some(values, share);
    return chosen.isEmpty() ? List.of(pick(values)) : chosen;
  }

  <T> List<T> shuffled(List<T> values) {
    var copy = new ArrayList<>(values);
    Collections.shuffle(copy, random);
    return copy;
  }

  long seed() {
    return random.nextLong();
  }
}
