package dev.isthmus.server.simulation;

import static org.assertj.core.api.Assertions.assertThat;

import dev.isthmus.testing.ObjectId;
import dev.isthmus.testing.Scenario;
import dev.isthmus.testing.random.RandomEnvironment;
import java.util.Map;
import java.util.SortedMap;
import org.junit.jupiter.api.Test;

/**
 * Whatever goes wrong: nothing narrows without knowledge, nothing foreign is touched, no route
 * leads nowhere, and at the end, after approving what is held, all is as a fresh translation gives
 * it. {@code -Disthmus.seeds=N} sets how many seeds, {@code -Disthmus.seed=S} replays one.
 */
final class SimulationTest {

  @Test
  void nothingIsLost() {
    Map<Fault, SortedMap<String, Integer>> coverage = Simulation.noCoverage();
    Long replay = Long.getLong("isthmus.seed");
    if (replay != null) {
      run(replay, coverage);
      return;
    }
    long seeds = Long.getLong("isthmus.seeds", 1_000);
    long writes = 0;
    long end = System.nanoTime() + Long.getLong("isthmus.seconds", 60) * 1_000_000_000L;
    long done = 0;
    for (long seed = 1; seed <= seeds && (System.nanoTime() < end || seeds > 1_000); seed++) {
      writes += run(seed, coverage);
      done++;
    }
    System.out.println("simulation: " + done + " seeds, " + writes + " writes; faults and calls:");
    coverage.forEach((fault, calls) -> System.out.println("  " + fault + " " + calls));
    assertThat(coverage).containsOnlyKeys(Fault.values());
    for (Fault api : new Fault[] {Fault.CONFLICT, Fault.FAILED, Fault.DONE_UNKNOWN}) {
      assertThat(coverage.get(api)).as(api.name()).containsKeys("Create", "Replace", "Delete");
    }
  }

  private static int run(long seed, Map<Fault, SortedMap<String, Integer>> coverage) {
    Scenario scenario = RandomEnvironment.scenario(seed);
    String management =
        scenario.objects().keySet().stream()
            .filter(id -> id.kind().equals("KubernetesCluster"))
            .map(ObjectId::cluster)
            .findFirst()
            .orElse("mgmt");
    Simulation simulation = new Simulation(scenario, management, coverage);
    try {
      simulation.run();
      return simulation.writes;
    } catch (AssertionError | RuntimeException e) {
      throw new AssertionError(
          "seed "
              + seed
              + " fails; replay with -Disthmus.seed="
              + seed
              + "\n"
              + e
              + "\nfaults and edits:\n"
              + String.join("\n", simulation.faults)
              + "\nlast steps:\n"
              + simulation.scheduler.trace(),
          e);
    }
  }
}
