package dev.isthmus.engine;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.NavigableMap;
import java.util.Objects;
import java.util.Random;
import java.util.TreeMap;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.Test;

/** Invariant 9: one thread writes while others read, and what they read is of one revision. */
class ReadersTest {
  private static final int STEPS = 2000;

  private final GraphBuilder g = Graph.builder();
  private final Table<Integer, Integer> input = g.input("input");
  private final Index<Integer, Integer, Integer> all = g.index("all", input, (k, v) -> List.of(0));
  private final Table<Integer, Integer> squares = g.<Integer, Integer>table("squares").published();
  private final Table<Integer, Integer> total = g.<Integer, Integer>table("total").published();
  private final AtomicBoolean done = new AtomicBoolean();

  private Graph build() {
    g.rule("square").from(input).emits(squares).each((k, v, in, out) -> out.put(squares, k, v * v));
    g.rule("sum")
        .from(all)
        .emits(total)
        .each((k, group, in, out) ->
            out.put(total, 0, group.values().stream().mapToInt(v -> v * v).sum()));
    return g.build(fault -> {
      throw new AssertionError(fault);
    });
  }

  private void write(Graph graph) {
    Random random = new Random(1);
    for (int i = 1; i <= STEPS; i++) {
      Batch.Builder batch = Batch.builder().revision("source", i);
      for (int j = random.nextInt(4); j >= 0; j--) {
        int key = random.nextInt(200);
        if (random.nextInt(3) == 0) {
          batch.remove(input, key);
        } else {
          batch.put(input, key, random.nextInt(10));
        }
      }
      graph.apply(batch.build());
    }
    done.set(true);
  }

  private long follow(Graph graph) {
    Reader<Integer, Integer> reader = graph.reader(squares);
    NavigableMap<Integer, Integer> followed = new TreeMap<>();
    long last = 0;
    boolean end;
    do {
      end = done.get();
      for (Change<Integer, Integer> change : reader.poll()) {
        assertThat(change.before()).isEqualTo(followed.get(change.key()));
        if (change.after() == null) {
          followed.remove(change.key());
        } else {
          followed.put(change.key(), Objects.requireNonNull(change.after()));
        }
      }
      Snapshot seen = reader.seen();
      assertThat(seen.number()).isGreaterThanOrEqualTo(last);
      last = seen.number();
      int sum = followed.values().stream().mapToInt(v -> v).sum();
      assertThat(Objects.requireNonNullElse(seen.get(total, 0), 0)).isEqualTo(sum);
    } while (!end);
    assertThat(reader.seen().revisions()).containsEntry("source", (long) STEPS);
    return last;
  }

  @Test
  void readersSeeWholeStepsWhileTheWriterGoesOn() throws Exception {
    Graph graph = build();
    try (ExecutorService threads = Executors.newFixedThreadPool(3)) {
      List<Future<Long>> readers = new ArrayList<>();
      Callable<Long> follow = () -> follow(graph);
      readers.add(threads.submit(follow));
      readers.add(threads.submit(follow));
      threads.submit(() -> write(graph)).get();
      for (Future<Long> reader : readers) {
        assertThat(reader.get()).isEqualTo(graph.snapshot().number());
      }
    }
  }

  @Test
  void aSlowReaderCostsOneOldVersionPerEntryHoweverOftenItChanges() {
    Graph graph = build();
    graph.apply(Batch.builder().put(input, 1, 1).put(input, 2, 2).build());
    Reader<Integer, Integer> reader = graph.reader(squares);
    assertThat(reader.poll()).hasSize(2);
    for (int i = 0; i < 1000; i++) {
      graph.apply(Batch.builder().put(input, 1, i % 10).put(input, 2, i % 3).build());
    }
    // 999 % 10 = 9; 999 % 3 = 0
    assertThat(reader.poll()).containsExactly(new Change<>(1, 1, 81), new Change<>(2, 4, 0));
    graph.apply(Batch.builder().put(input, 1, 5).build());
    graph.apply(Batch.builder().put(input, 1, 9).build());
    assertThat(reader.poll()).isEmpty();
  }
}
