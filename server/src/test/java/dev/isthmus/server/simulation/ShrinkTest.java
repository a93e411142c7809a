package dev.isthmus.server.simulation;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

final class ShrinkTest {
  private static final List<Integer> ALL = IntStream.range(0, 40).boxed().toList();

  @Test
  void leavesWhatTheFailureNeeds() {
    assertThat(Shrink.smallest(ALL, list -> list.contains(7) && list.contains(31), 1_000))
        .containsExactly(7, 31);
  }

  @Test
  void triesNoMoreThanItMay() {
    assertThat(Shrink.smallest(ALL, list -> list.contains(7), 2)).hasSize(20).contains(7);
    assertThat(Shrink.smallest(ALL, list -> list.contains(7), 0)).isEqualTo(ALL);
  }
}
