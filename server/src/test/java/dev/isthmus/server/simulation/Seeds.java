package dev.isthmus.server.simulation;

import dev.isthmus.testing.Scenario;
import dev.isthmus.testing.random.RandomEnvironment;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The seeds of a test, for several threads. A seed is run by one of them and shares nothing with
 * another, so that it gives the same whoever runs it.
 */
final class Seeds {
  /** So many seeds run to their end, however long that takes. */
  private static final long BOUNDED = 1_000;

  private static final int MOST_FAILURES = 5;
  private static final int SHRINKING_RUNS = 150;
  private static final int MOST_FAULTS_AT_ONCE = 2;
  private static final List<Fault> ALL = List.of(Fault.values());

  private final long last;
  private final long end;
  private final Coverage coverage = new Coverage();
  private final List<Throwable> failures = new ArrayList<>();
  private long next;
  private long done;
  private long writes;

  /** So many seeds from a first one on, of which the last begins before the time has passed. */
  Seeds(long first, long count, Duration time) {
    this.next = first;
    this.last = first + count - 1;
    this.end = count > BOUNDED ? Long.MAX_VALUE : System.nanoTime() + time.toNanos();
  }

  /** Runs seeds until none is left. Several threads may be here. */
  void work() {
    for (Long seed = take(); seed != null; seed = take()) {
      Coverage met = new Coverage();
      done(run(seed, met), met);
    }
  }

  private int run(long seed, Coverage met) {
    Scenario scenario = RandomEnvironment.scenario(seed);
    Trial trial = new Trial(scenario, Happening.of(scenario, ALL, MOST_FAULTS_AT_ONCE));
    Simulation simulation = trial.simulation(trial.happenings(), met);
    Throwable failure = Trial.failure(simulation);
    if (failure != null) {
      failed(trial.shrunk(failure, SHRINKING_RUNS));
    }
    return simulation.writes;
  }

  private synchronized @Nullable Long take() {
    boolean over = next > last || System.nanoTime() >= end || failures.size() >= MOST_FAILURES;
    return over ? null : next++;
  }

  private synchronized void done(int written, Coverage met) {
    done++;
    writes += written;
    coverage.add(met);
    if (done % BOUNDED == 0) {
      System.out.println("simulation: " + done + " seeds, " + failures.size() + " fail");
    }
  }

  private synchronized void failed(Throwable failure) {
    failures.add(failure);
    System.out.println(failure.getMessage());
  }

  /** What failed, each with how to run it again. */
  synchronized List<Throwable> failures() {
    return List.copyOf(failures);
  }

  /** How many seeds ran. */
  synchronized long done() {
    return done;
  }

  /** What no fault has met. */
  synchronized Collection<String> missing() {
    return coverage.missing();
  }

  /** Some lines for people. */
  @Override
  public synchronized String toString() {
    return "simulation: " + done + " seeds, " + writes + " writes; faults and calls:\n" + coverage;
  }
}
