package dev.isthmus.server.simulation;

import static org.assertj.core.api.Assertions.assertThat;

import dev.isthmus.testing.Scenario;
import dev.isthmus.testing.random.RandomEnvironment;
import java.util.List;
import org.junit.jupiter.api.Test;

/**
 * Whatever goes wrong: nothing narrows without knowledge, nothing foreign is touched, nothing
 * leaks, no route leads nowhere, and at the end, after approving what is held, all is as a fresh
 * translation gives it. {@code -Disthmus.seeds=N} sets how many seeds, {@code -Disthmus.first=S}
 * the first of them, {@code -Disthmus.seed=S} replays one. What fails is shrunk.
 */
final class SimulationTest {
  private static final List<Fault> ALL = List.of(Fault.values());
  private static final int SHRINKING_RUNS = 150;

  /** So many seeds let every fault meet every call. */
  private static final int ENOUGH = 400;

  @Test
  void nothingIsLost() {
    Coverage coverage = new Coverage();
    Long replay = Long.getLong("isthmus.seed");
    if (replay != null) {
      run(replay, coverage);
      return;
    }
    long seeds = Long.getLong("isthmus.seeds", 1_000);
    long first = Long.getLong("isthmus.first", 1);
    long writes = 0;
    long end = System.nanoTime() + Long.getLong("isthmus.seconds", 60) * 1_000_000_000L;
    long done = 0;
    while (done < seeds && (System.nanoTime() < end || seeds > 1_000)) {
      writes += run(first + done, coverage);
      done++;
    }
    System.out.println("simulation: " + done + " seeds, " + writes + " writes; faults and calls:");
    System.out.print(coverage);
    if (done < ENOUGH) {
      return; // a busy machine: what ran has held
    }
    assertThat(coverage.all()).containsOnlyKeys(Fault.values());
    for (Fault api : new Fault[] {Fault.CONFLICT, Fault.FAILED, Fault.DONE_UNKNOWN}) {
      assertThat(coverage.all().get(api))
          .as(api.name())
          .containsKeys("Create", "Replace", "Delete");
    }
  }

  private static int run(long seed, Coverage coverage) {
    Scenario scenario = RandomEnvironment.scenario(seed);
    Trial trial = new Trial(scenario, Happening.of(scenario, ALL, 2));
    Simulation simulation = trial.simulation(trial.happenings(), coverage);
    Throwable failure = Trial.failure(simulation);
    if (failure == null) {
      return simulation.writes;
    }
    throw trial.shrunk(failure, SHRINKING_RUNS);
  }
}
