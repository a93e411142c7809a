package dev.isthmus.server.simulation;

import dev.isthmus.testing.ObjectId;
import dev.isthmus.testing.Scenario;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** An environment and what happens in it; can be run again with less of that. */
record Trial(Scenario scenario, List<Happening> happenings) {
  Trial {
    happenings = List.copyOf(happenings);
  }

  Simulation simulation(List<Happening> some, Coverage coverage) {
    String management =
        scenario.objects().keySet().stream()
            .filter(id -> id.kind().equals("KubernetesCluster"))
            .map(ObjectId::cluster)
            .findFirst()
            .orElse("mgmt");
    return new Simulation(scenario, management, some, coverage, SizeLimit.SCALED);
  }

  /** What is wrong with a run; null: nothing. */
  static @Nullable Throwable failure(Simulation simulation) {
    try {
      simulation.run();
      return null;
    } catch (AssertionError | RuntimeException e) {
      return e;
    }
  }

  /** The same failure with as little as possible happening before it. */
  AssertionError shrunk(Throwable failure, int runs) {
    String invariant = invariant(failure);
    List<Happening> few =
        Shrink.smallest(
            happenings,
            some -> {
              Throwable again = failure(simulation(some, new Coverage()));
              return again != null && invariant(again).equals(invariant);
            },
            runs);
    Simulation last = simulation(few, new Coverage());
    Throwable again = failure(last);
    return new AssertionError(
        "seed "
            + scenario.seed()
            + " fails; replay with -Disthmus.seed="
            + scenario.seed()
            + "\n"
            + failure
            + "\nit takes no more than this, of "
            + happenings.size()
            + " faults and edits:\n"
            + String.join("\n", last.story)
            + "\n"
            + again
            + "\nlast steps:\n"
            + last.scheduler.trace(),
        failure);
  }

  /** Which invariant it is: what its message says before the details. */
  private static String invariant(Throwable failure) {
    String message = String.valueOf(failure.getMessage());
    int details = message.indexOf(':');
    return failure.getClass().getSimpleName()
        + " "
        + (details < 0 ? message : message.substring(0, details));
  }
}
