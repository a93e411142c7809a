package dev.isthmus.cli.traffic;

import dev.isthmus.lab.RequestExpectation;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Whether a request was answered as it must be. */
final class RoundCheck {
  private final List<String> difference = new ArrayList<>();

  private RoundCheck() {}

  /** What differs, a line each; none when all is as it must be. */
  static List<String> differences(Round round, RequestExpectation expected) {
    RoundCheck check = new RoundCheck();
    check.answers(round, expected);
    if (expected.wantedStatus() == 200) {
      check.equal("through", wanted(expected.through()), gateways(round));
      check.identity("the caller's identity", expected.caller(), round.callers());
      check.identity("its own identity", expected.identity(), round.identities());
    }
    check.times(round, expected);
    return check.difference;
  }

  private void answers(Round round, RequestExpectation expected) {
    int status = expected.wantedStatus();
    if (status != 200) {
      SortedSet<Integer> found = new TreeSet<>();
      round.visits().forEach(visit -> found.add(visit.status()));
      equal("status", Set.of(status), found);
    } else {
      equal("answered by", new TreeSet<>(expected.answers()), round.answers().keySet());
    }
  }

  private void identity(String what, @Nullable String wanted, Set<String> found) {
    if (wanted != null) {
      equal(what, Set.of(wanted), found);
    }
  }

  private static Set<String> wanted(@Nullable String gateway) {
    return gateway == null ? Set.of() : Set.of(gateway);
  }

  private static Set<String> gateways(Round round) {
    return round.through().stream().map(Round.Gateway::app).collect(Collectors.toSet());
  }

  private void times(Round round, RequestExpectation expected) {
    double seconds = round.slowestMillis() / 1_000.0;
    if (expected.atLeast() != null && seconds < expected.atLeast()) {
      difference.add("slowest: at least " + expected.atLeast() + " s -> " + seconds + " s");
    }
    if (expected.atMost() != null && seconds > expected.atMost()) {
      difference.add("slowest: at most " + expected.atMost() + " s -> " + seconds + " s");
    }
  }

  private void equal(String what, Set<?> wanted, Set<?> found) {
    if (!wanted.equals(found)) {
      difference.add(what + ": " + text(wanted) + " -> " + text(found));
    }
  }

  private static String text(Set<?> values) {
    return values.isEmpty()
        ? "none"
        : values.stream().map(Object::toString).sorted().collect(Collectors.joining(", "));
  }
}
