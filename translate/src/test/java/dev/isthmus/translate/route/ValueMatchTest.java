package dev.isthmus.translate.route;

import static org.assertj.core.api.Assertions.assertThat;

import dev.isthmus.translate.route.Conjunction.Both;
import dev.isthmus.translate.route.Conjunction.Neither;
import dev.isthmus.translate.route.ValueMatch.Exact;
import dev.isthmus.translate.route.ValueMatch.Present;
import dev.isthmus.translate.route.ValueMatch.Regex;
import java.util.List;
import org.junit.jupiter.api.Test;

class ValueMatchTest {
  private static final List<ValueMatch> ALL =
      List.of(
          new Present(),
          new Exact("1"),
          new Exact("12"),
          new Exact("a.b"),
          new Regex("1.*"),
          new Regex("[12]+"),
          new Regex("1|a.b"));
  private static final List<String> VALUES = List.of("1", "2", "12", "a.b", "axb", "");

  @Test
  void andHoldsWhereBothHold() {
    for (var a : ALL) {
      for (var b : ALL) {
        switch (a.and(b)) {
          case Both<ValueMatch>(ValueMatch both) ->
              assertThat(VALUES)
                  .allMatch(v -> both.accepts(v) == (a.accepts(v) && b.accepts(v)), a + " " + b);
          case Neither<ValueMatch> neither ->
              assertThat(VALUES)
                  .allMatch(v ->
                      (a instanceof Regex && b instanceof Regex)
                          || !(a.accepts(v) && b.accepts(v)));
        }
      }
    }
  }

  @Test
  void orHoldsWhereOneHolds() {
    for (var a : ALL) {
      for (var b : ALL) {
        assertThat(a.or(b))
            .isInstanceOfSatisfying(
                Both.class,
                both ->
                    assertThat(VALUES)
                        .allMatch(
                            v ->
                                ((ValueMatch) both.value()).accepts(v)
                                    == (a.accepts(v) || b.accepts(v)),
                            a + " " + b));
      }
    }
  }

  @Test
  void orKeepsToIstiosLength() {
    var a = new Regex("a".repeat(600));
    assertThat(a.or(new Regex("b".repeat(600)))).isInstanceOf(Neither.class);
    assertThat(a.or(new Present())).isEqualTo(new Both<>(new Present()));
  }
}
