package dev.isthmus.api;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ProtoDurationTest {

  @ParameterizedTest
  @CsvSource({
    "0.5s,0.500s",
    "2s,2s",
    "1h30m,5400s",
    "1ms,0.001s",
    "1us,0.000001s",
    "1ns,0.000000001s",
    "1.25s,1.250s",
    "0s,0s"
  })
  void writesProtoJson(String written, String json) {
    assertThat(ProtoDuration.parse(written).map(ProtoDuration::format)).contains(json);
  }

  @Test
  void readsWhatItWrites() {
    SplittableRandom random = new SplittableRandom(1);
    for (int i = 0; i < 10_000; i++) {
      long unit = new long[] {1, 1_000, 1_000_000, 1_000_000_000}[random.nextInt(4)];
      Duration duration = Duration.ofNanos(random.nextLong(1_000_000) * unit);
      assertThat(ProtoDuration.parse(ProtoDuration.format(duration))).contains(duration);
    }
  }

  @ParameterizedTest
  @CsvSource({"''", "1", "s", "1x", "'1s '", "-1s", "1.2.3s", "99999999999999999999999h", "1e3s"})
  void refusesWhatIsNoDuration(String text) {
    assertThat(ProtoDuration.parse(text)).isEmpty();
  }

  @Test
  void doesNotWriteNegativeOnes() {
    assertThatThrownBy(() -> ProtoDuration.format(Duration.ofSeconds(-1)))
        .isInstanceOf(IllegalArgumentException.class);
  }
}
