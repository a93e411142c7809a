package dev.isthmus.translate.route;

import static org.assertj.core.api.Assertions.assertThat;

import dev.isthmus.api.Labels;
import dev.isthmus.api.Meta;
import dev.isthmus.api.ObjectKey;
import dev.isthmus.api.gloo.resilience.RetryPolicy;
import dev.isthmus.api.gloo.resilience.RetryTimeout;
import dev.isthmus.api.gloo.resilience.RetryTimeoutPolicy;
import dev.isthmus.api.gloo.resilience.RetryTimeoutPolicySpec;
import java.util.List;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class RetriesTest {

  /** The constants of Go's net/http (status.go): Istio's validation takes no other number. */
  @Test
  void takesTheStatusesThatGoKnows() {
    var known = new TreeSet<Integer>();
    IntStream.rangeClosed(100, 103).forEach(known::add);
    IntStream.rangeClosed(200, 208).forEach(known::add);
    IntStream.rangeClosed(300, 305).forEach(known::add);
    IntStream.rangeClosed(400, 418).forEach(known::add);
    IntStream.rangeClosed(421, 426).forEach(known::add);
    IntStream.rangeClosed(500, 508).forEach(known::add);
    known.addAll(List.of(226, 307, 308, 428, 429, 431, 451, 510, 511));

    var taken =
        IntStream.rangeClosed(0, 999)
            .filter(status -> isTaken("" + status))
            .boxed()
            .collect(Collectors.toCollection(TreeSet::new));
    assertThat(taken).isEqualTo(known);
  }

  @ParameterizedTest
  @ValueSource(strings = {"0200", "20", "2xx", "+50", "٥٠٠", "sometimes", "5XX"})
  void refusesWhatIsNeitherAStatusNorACondition(String condition) {
    assertThat(isTaken(condition)).isFalse();
  }

  @ParameterizedTest
  @ValueSource(strings = {"5xx", " 5xx ", "", ",", "5xx,,503", "gateway-error,reset"})
  void takesConditionsAndOverlooksSpaces(String conditions) {
    assertThat(isTaken(conditions)).isTrue();
  }

  private static boolean isTaken(String conditions) {
    var config = new RetryTimeout(new RetryPolicy(3, null, conditions, null), null);
    return Retries.findings(
            new RetryTimeoutPolicy(
                Meta.of(new ObjectKey("cluster1", "shop", "retry"), Labels.EMPTY),
                new RetryTimeoutPolicySpec(List.of(), config)))
        .isEmpty();
  }
}
