package dev.isthmus.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** What a step tells comes in the order of keys, whatever the order in which its batch came. */
class OrderTest {
  private final GraphBuilder g = Graph.builder();
  private final Table<Integer, Integer> input = g.input("input");

  @Test
  void runsAndTheirFaultsComeByKey() {
    List<Integer> calls = new ArrayList<>();
    Table<Integer, Integer> output = g.table("output");
    g.rule("throws")
        .from(input)
        .emits(output)
        .each((key, value, in, out) -> {
          calls.add(key);
          throw new IllegalArgumentException("no");
        });
    Graph graph = g.build(fault -> {});
    Step step = graph.apply(unsorted().build());
    assertThat(calls).hasSize(100).isSorted();
    assertThat(step.faults()).extracting(Fault::key).isEqualTo(List.copyOf(calls));
    assertThat(graph.failing()).extracting(Fault::key).isEqualTo(List.copyOf(calls));
  }

  @Test
  void faultsOfAnIndexComeByKey() {
    g.<Integer, Integer, Integer>index(
        "throws",
        input,
        (k, v) -> {
          throw new IllegalArgumentException("no");
        });
    assertThat(g.build(fault -> {}).apply(unsorted().build()).faults())
        .hasSize(100)
        .extracting(fault -> (Integer) fault.key())
        .isSorted();
  }

  @Test
  void faultsOfAMergeComeByKey() {
    Table<Integer, Integer> sums =
        g.table(
            "sums",
            (a, b) -> {
              throw new IllegalArgumentException("no");
            });
    twice(sums);
    assertThat(g.build(fault -> {}).apply(unsorted().build()).faults())
        .hasSize(100)
        .extracting(fault -> (Integer) fault.key())
        .isSorted();
  }

  @Test
  void conflictsComeByKey() {
    Table<Integer, Integer> output = g.<Integer, Integer>table("output").published();
    twice(output);
    Graph graph = g.build(fault -> {});
    Step step = graph.apply(unsorted().build());
    assertThat(step.conflicts())
        .hasSize(100)
        .extracting(conflict -> (Integer) conflict.key())
        .isSorted();
    assertThat(graph.conflicts()).isEqualTo(step.conflicts());
  }

  @Test
  void aDeltaIsAsLongAsItsChanges() {
    Graph graph = g.build(fault -> {});
    Step step = graph.apply(unsorted().build());
    assertThat(step.delta(input).size()).isEqualTo(100);
    assertThat(step.delta(input).changes()).extracting(Change::key).isSorted();
  }

  @Test
  void onlyTheWriterMayAsk() throws InterruptedException {
    Graph graph = g.build(fault -> {});
    graph.apply(unsorted().build());
    List<Throwable> thrown = new ArrayList<>();
    Thread other =
        new Thread(() -> {
          thrown.add(catchThrowable(() -> graph.explain(input, 1)));
          thrown.add(catchThrowable(graph::failing));
          thrown.add(catchThrowable(graph::footprint));
          thrown.add(catchThrowable(() -> graph.handOver(Thread.currentThread())));
          thrown.add(catchThrowable(() -> graph.apply(Batch.builder().build())));
        });
    other.start();
    other.join();
    assertThat(thrown).hasSize(5).allMatch(IllegalStateException.class::isInstance);
    assertThat(graph.explain(input, 1)).isEmpty();
  }

  private void twice(Table<Integer, Integer> output) {
    for (String rule : List.of("one", "two")) {
      int offset = rule.length() + rule.charAt(0);
      g.rule(rule)
          .from(input)
          .emits(output)
          .each((key, value, in, out) -> out.put(output, key, value + offset));
    }
  }

  /** A hundred entries, in no order. */
  private Batch.Builder unsorted() {
    Batch.Builder batch = Batch.builder();
    for (int i = 0; i < 100; i++) {
      batch.put(input, i * 37 % 100, i);
    }
    return batch;
  }
}
