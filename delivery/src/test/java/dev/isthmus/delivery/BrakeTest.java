package dev.isthmus.delivery;

import static org.assertj.core.api.Assertions.assertThat;

import dev.isthmus.delivery.Brake.Loss;
import dev.isthmus.istio.IstioKind;
import java.time.Instant;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

final class BrakeTest {
  private static final Instant NOW = Instant.parse("2026-01-01T00:00:00Z");

  @Test
  void moreThanTheShareAndMoreThanTheCountAreHeld() {
    assertThat(Brake.DEFAULT.judge(losses(11), 54, NOW)).hasSize(11);
    assertThat(Brake.DEFAULT.judge(losses(11), 55, NOW)).as("20 percent").isEmpty();
    assertThat(Brake.DEFAULT.judge(losses(10), 10, NOW)).as("ten").isEmpty();
  }

  @Test
  void theLastEntryOfAHostStaysForAMinute() {
    IstioKey key = key(1);
    Map<IstioKey, Loss> losses = Map.of(key, new Loss(NOW, "a.global", Set.of()));
    Wait.Held held =
        Objects.requireNonNull(Brake.DEFAULT.judge(losses, 100, NOW.plusSeconds(59)).get(key));
    assertThat(held).isEqualTo(new Wait.Held(held.why(), NOW.plusSeconds(60)));
    assertThat(held.why()).contains("a.global").contains("It goes after 2026-01-01T00:01:00Z.");
    assertThat(Brake.DEFAULT.judge(losses, 100, NOW.plusSeconds(60))).isEmpty();
  }

  @Test
  void whatTheHostNeedsStaysAsLongAsItsLastEntry() {
    Map<IstioKey, Loss> losses =
        Map.of(
            key(1), new Loss(NOW, "a.global", Set.of()),
            key(2), new Loss(NOW.plusSeconds(30), "", Set.of("a.global")),
            key(3), new Loss(NOW, "", Set.of("b.global")));
    Map<IstioKey, Wait.Held> held = Brake.DEFAULT.judge(losses, 100, NOW.plusSeconds(59));
    assertThat(held).containsOnlyKeys(key(1), key(2));
    assertThat(held.get(key(2))).isEqualTo(held.get(key(1)));
    assertThat(Brake.DEFAULT.judge(losses, 100, NOW.plusSeconds(60))).isEmpty();
  }

  private static Map<IstioKey, Loss> losses(int count) {
    Map<IstioKey, Loss> losses = new TreeMap<>();
    for (int i = 0; i < count; i++) {
      losses.put(key(i), new Loss(NOW, "", Set.of()));
    }
    return losses;
  }

  private static IstioKey key(int number) {
    return new IstioKey("cluster1", "shop", IstioKind.SERVICE_ENTRY, "vd-" + number);
  }
}
