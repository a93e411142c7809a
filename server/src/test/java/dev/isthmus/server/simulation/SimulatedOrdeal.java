package dev.isthmus.server.simulation;

import dev.isthmus.testing.Scenario;
import dev.isthmus.testing.random.RandomEnvironment;
import java.util.List;
import java.util.function.Consumer;

/**
 * Some seeds of the simulation with few kinds of faults, many of each: {@code 1-12 PARTITION
 * TWO_LEADERS}. Public for those who run it by its name.
 */
public final class SimulatedOrdeal implements Consumer<String> {
  private static final int MOST_FAULTS = 3;

  public SimulatedOrdeal() {}

  @Override
  public void accept(String text) {
    List<String> words = List.of(text.split(" ", -1));
    String[] seeds = words.getFirst().split("-", -1);
    List<Fault> faults = words.stream().skip(1).map(Fault::valueOf).toList();
    for (long seed = Long.parseLong(seeds[0]); seed <= Long.parseLong(seeds[1]); seed++) {
      Scenario scenario = RandomEnvironment.scenario(seed);
      int most = faults.isEmpty() ? 0 : MOST_FAULTS;
      Trial trial = new Trial(scenario, Happening.of(scenario, faults, most));
      Throwable failure = Trial.failure(trial.simulation(trial.happenings(), new Coverage()));
      if (failure != null) {
        throw new AssertionError("seed " + seed + ": " + failure, failure);
      }
    }
  }
}
