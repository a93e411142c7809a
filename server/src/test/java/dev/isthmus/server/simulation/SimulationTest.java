package dev.isthmus.server.simulation;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.Collections;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Test;

/**
 * Whatever goes wrong: nothing narrows without knowledge, nothing foreign is touched, nothing
 * leaks, no route leads nowhere, and at the end, after approving what is held, all is as a fresh
 * translation gives it. {@code -Disthmus.seeds=N} sets how many seeds, {@code -Disthmus.first=S}
 * the first of them, {@code -Disthmus.seed=S} replays one. What fails is shrunk.
 */
final class SimulationTest {
  /** So many seeds let every fault meet every call. */
  private static final int ENOUGH = 1_000;

  @Test
  void nothingIsLost() throws InterruptedException, ExecutionException {
    Long replay = Long.getLong("isthmus.seed");
    Seeds seeds =
        new Seeds(
            replay == null ? Long.getLong("isthmus.first", 1) : replay,
            replay == null ? Long.getLong("isthmus.seeds", ENOUGH) : 1,
            Duration.ofSeconds(Long.getLong("isthmus.seconds", 60)));
    run(seeds);
    assertThat(seeds.failures()).isEmpty();
    if (seeds.done() >= ENOUGH) { // else a busy machine: what ran has held
      assertThat(seeds.missing()).as("what no fault has met").isEmpty();
    }
  }

  private static void run(Seeds seeds) throws InterruptedException, ExecutionException {
    int threads = Runtime.getRuntime().availableProcessors();
    Callable<Object> work = Executors.callable(seeds::work);
    try (ExecutorService pool = Executors.newFixedThreadPool(threads)) {
      for (Future<Object> worker : pool.invokeAll(Collections.nCopies(threads, work))) {
        var _ = worker.get();
      }
    }
    System.out.print(seeds);
  }
}
