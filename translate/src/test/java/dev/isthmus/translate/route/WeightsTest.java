package dev.isthmus.translate.route;

import static org.assertj.core.api.Assertions.assertThat;

import dev.isthmus.api.gloo.selector.DestinationReference;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;

class WeightsTest {

  @Test
  void sharesWhatIsLeft() {
    assertThat(of(50, 25, 25)).isEqualTo(shares(50, 25, 25));
    assertThat(of(50, 25, 0)).isEqualTo(shares(50, 25, 25));
    assertThat(of(0, 0, 0)).isEqualTo(shares(34, 33, 33));
    assertThat(of(0, 98, 0)).isEqualTo(shares(1, 98, 1));
    assertThat(of(0)).isEqualTo(shares(100));
    assertThat(of(30)).isEqualTo(shares(100));
  }

  @Test
  void refusesWhatDoesNotSumTo100() {
    assertThat(of(50, 50, 25)).isInstanceOf(Weights.Misfit.class);
    assertThat(of(50, 40)).isInstanceOf(Weights.Misfit.class);
    assertThat(of(50, 50, 0)).isInstanceOf(Weights.Misfit.class);
    assertThat(of(0, 99, 0)).isInstanceOf(Weights.Misfit.class);
    assertThat(of(Integer.MAX_VALUE, Integer.MAX_VALUE)).isInstanceOf(Weights.Misfit.class);
  }

  /** Whatever was given is kept, nothing is 0, and the sum is 100. */
  @Test
  void sumsTo100() {
    Random.cases(random -> {
      var given = random.ints(1 + random.nextInt(8), 0, 40).toArray();
      if (of(given) instanceof Weights.Shares(List<Integer> values) && given.length > 1) {
        assertThat(values).hasSameSizeAs(given).allMatch(value -> value > 0);
        assertThat(values.stream().mapToInt(Integer::intValue).sum()).isEqualTo(100);
        for (var i = 0; i < given.length; i++) {
          assertThat(given[i]).isIn(0, values.get(i));
        }
      }
    });
  }

  private static Weights of(int... weights) {
    return Weights.of(
        Arrays.stream(weights).<DestinationReference>mapToObj(w -> Given.service("s", w)).toList());
  }

  private static Weights shares(Integer... values) {
    return new Weights.Shares(List.of(values));
  }
}
