package dev.isthmus.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.concurrent.atomic.AtomicReference;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** Wrong use, functions that throw, and what else is rare. */
class EdgesTest {
  private final GraphBuilder g = Graph.builder();
  private final Table<String, Integer> input = g.input("input");
  private final Table<String, Integer> other = g.input("other");
  private final Table<String, Integer> out1 = g.<String, Integer>table("out").published();
  private final List<Fault> faults = new ArrayList<>();

  private Graph build() {
    return g.build(faults::add);
  }

  private static Batch put(Table<String, Integer> table, String key, int value) {
    return Batch.builder().put(table, key, value).build();
  }

  private String fault() {
    assertThat(faults).hasSize(1);
    return String.valueOf(faults.removeFirst().cause().getMessage());
  }

  @Test
  void declarationsAreChecked() {
    GraphBuilder stranger = Graph.builder();
    Table<String, Integer> foreign = stranger.input("foreign");
    assertThatThrownBy(() -> g.input("input")).hasMessage("the name 'input' is taken");
    assertThatThrownBy(() -> g.rule("r").from(input).emits(other))
        .hasMessage("rule 'r' emits to the input 'other'");
    assertThatThrownBy(() -> g.rule("r").from(foreign)).hasMessage("'foreign' is of another graph");
    assertThatThrownBy(() -> g.rule("r").from(input).uses(foreign))
        .hasMessage("'foreign' is of another graph");
    assertThatThrownBy(() -> g.index("i", foreign, (k, v) -> List.of(k)))
        .hasMessage("'foreign' is of another graph");
    g.rule("r").from(input).each((k, v, in, out) -> {});
    assertThatThrownBy(() -> g.rule("r").from(input).each((k, v, in, out) -> {}))
        .hasMessage("the name 'r' is taken");
    Graph graph = build();
    assertThatThrownBy(() -> g.input("late")).hasMessageStartingWith("the graph is built");
    assertThatThrownBy(input::published).hasMessageStartingWith("the graph is built");
    assertThatThrownBy(input::small).hasMessageStartingWith("the graph is built");
    assertThatThrownBy(() -> g.build(faults::add)).hasMessageStartingWith("the graph is built");
    assertThatThrownBy(() -> graph.apply(put(foreign, "a", 1)))
        .hasMessage("'foreign' is of another graph");
    assertThatThrownBy(() -> graph.reader(foreign)).hasMessage("'foreign' is of another graph");
    assertThatThrownBy(() -> graph.explain(foreign, "a"))
        .hasMessage("'foreign' is of another graph");
    assertThatThrownBy(() -> graph.reader(input))
        .hasMessage("table 'input' is not published, so no snapshot holds it");
    assertThatThrownBy(() -> put(out1, "a", 1))
        .hasMessage("table 'out' is filled by rules, not by batches");
    assertThatThrownBy(() -> Batch.builder().remove(out1, "a"))
        .hasMessage("table 'out' is filled by rules, not by batches");
    Step step = graph.apply(put(input, "a", 1));
    assertThatThrownBy(() -> step.delta(foreign)).hasMessage("'foreign' is of another graph");
    Table<String, Integer> published = foreign.published();
    assertThatThrownBy(() ->
            graph.apply(Batch.builder().revision("s", 1).build()).snapshot().entries(published))
        .hasMessage("'foreign' is of another graph");
    assertThat(input).hasToString("input");
  }

  @Test
  void fetchesAndEmissionsEndWithTheirCall() {
    AtomicReference<In> kept = new AtomicReference<>();
    AtomicReference<Out> keptOut = new AtomicReference<>();
    g.rule("leak")
        .from(input)
        .uses(other)
        .emits(out1)
        .each((k, v, in, out) -> {
          kept.set(in);
          keptOut.set(out);
        });
    build().apply(put(input, "a", 1));
    assertThatThrownBy(() -> kept.get().get(other, "a"))
        .hasMessage("a fetch outside the call that it was for");
    assertThatThrownBy(() -> keptOut.get().put(out1, "a", 1))
        .hasMessage("an emission outside the call that it was for");
  }

  @Test
  void aRuleEmitsOnlyWhereItDeclares() {
    g.rule("sly").from(input).each((k, v, in, out) -> out.put(out1, k, v));
    build().apply(put(input, "a", 1));
    assertThat(fault()).isEqualTo("rule 'sly' does not declare that it emits to 'out'");
  }

  @Test
  @SuppressWarnings("NullAway") // the point of the test
  void aValueIsNeverNull() {
    g.rule("nil").from(input).emits(out1).each((k, v, in, out) -> out.put(out1, k, null));
    build().apply(put(input, "a", 1));
    assertThat(fault()).isEqualTo("rule 'nil' emits null under a");
  }

  @Test
  void twoValuesUnderOneKeyInOneRunAreAFaultUnlessMerged() {
    Table<String, Integer> sums =
        g.<String, Integer>table("sums", Merge.of(Integer::sum)).published();
    g.rule("twice")
        .from(input)
        .emits(out1, sums)
        .each((k, v, in, out) -> {
          out.put(sums, k, 1);
          out.put(sums, k, 2);
          out.put(out1, k, 1);
          out.put(out1, k, v);
        });
    Graph graph = build();
    graph.apply(put(input, "a", 1));
    assertThat(graph.snapshot().get(sums, "a")).isEqualTo(3);
    graph.apply(put(input, "b", 2));
    assertThat(fault()).isEqualTo("two values under b of 'out' in one run");
    assertThat(graph.footprint()).isEqualTo(new Footprint(4, 0, 0, 2, 2, 2));
  }

  @Test
  void mergesThatThrowLeaveTheLastGoodValue() {
    Table<String, Integer> merged =
        g.<String, Integer>table(
                "merged",
                (a, b) -> {
                  if (a + b == 5) {
                    throw new IllegalArgumentException("five");
                  }
                  return a + b;
                })
            .published();
    g.rule("r").from(input).emits(merged).each((k, v, in, out) -> out.put(merged, "x", v));
    Graph graph = build();
    graph.apply(Batch.builder().put(input, "a", 2).put(input, "b", 3).build());
    assertThat(graph.snapshot().get(merged, "x"))
        .as("the first, where there was none")
        .isEqualTo(2);
    assertThat(fault()).isEqualTo("five");
    graph.apply(put(input, "a", 4));
    assertThat(graph.snapshot().get(merged, "x")).isEqualTo(7);
    graph.apply(put(input, "a", 2));
    assertThat(fault()).isEqualTo("five");
    assertThat(graph.snapshot().get(merged, "x")).isEqualTo(7);
    graph.apply(Batch.builder().remove(input, "a").build());
    assertThat(graph.snapshot().get(merged, "x")).isEqualTo(3);
  }

  @Test
  void theFirstOfSeveralIsAMergeToo() {
    Table<String, Integer> first = g.<String, Integer>table("first", Merge.first()).published();
    g.rule("r").from(input).emits(first).each((k, v, in, out) -> out.put(first, "x", v));
    Graph graph = build();
    graph.apply(put(input, "b", 2));
    graph.apply(put(input, "a", 1));
    assertThat(graph.snapshot().get(first, "x")).isEqualTo(1);
    assertThat(graph.conflicts()).isEmpty();
    assertThat(graph.explain(first, "x"))
        .extracting(Explanation::producer)
        .containsExactly(new Producer("r", "a"), new Producer("r", "b"));
  }

  @Test
  void anIndexWhoseFunctionThrowsHasTheEntryNowhereAndTellsOnce() {
    Index<Integer, String, Integer> index = g.index("index", input, (k, v) -> List.of(10 / v));
    g.rule("groups")
        .from(index)
        .emits(out1)
        .each((k, group, in, out) -> out.put(out1, group.keys().toString(), k));
    Graph graph = build();
    graph.apply(Batch.builder().put(input, "a", 0).put(input, "b", 5).build());
    assertThat(fault()).isEqualTo("/ by zero");
    assertThat(graph.snapshot().entries(out1)).hasToString("{[b]=2}");
    graph.apply(put(input, "a", 5));
    assertThat(faults).isEmpty();
    assertThat(graph.snapshot().entries(out1)).hasToString("{[a, b]=2}");
  }

  @Test
  void anEntryUnderManyIndexKeysIsUnderEachOnce() {
    Index<Integer, String, Integer> index =
        g.index("index", input, (k, v) -> IntStream.range(0, v).mapToObj(i -> i / 2).toList());
    g.rule("groups")
        .from(index)
        .emits(out1)
        .each((k, group, in, out) -> out.put(out1, k + group.keys().toString(), k));
    Graph graph = build();
    for (int size : new int[] {3, 40, 0, 41, 2}) {
      graph.apply(Batch.builder().put(input, "a", size).put(input, "b", 2).build());
      assertThat(graph.snapshot().size(out1)).isEqualTo(Math.max(1, (size + 1) / 2));
    }
    assertThat(graph.snapshot().entries(out1)).hasToString("{0[a, b]=0}");
  }

  @Test
  void anErrorBreaksTheGraphButNotItsSnapshot() {
    g.rule("r")
        .from(input)
        .emits(out1)
        .each((k, v, in, out) -> {
          if (v == 0) {
            throw new AssertionError("bug");
          }
          out.put(out1, k, v);
        });
    Graph graph = build();
    graph.apply(put(input, "a", 1));
    assertThatThrownBy(() -> graph.apply(put(input, "a", 0))).isInstanceOf(AssertionError.class);
    assertThatThrownBy(() -> graph.apply(put(input, "a", 1)))
        .hasMessage("an earlier step ended in the middle");
    assertThat(graph.snapshot().get(out1, "a")).isEqualTo(1);
  }

  @Test
  void endlessRecursionPoisonsItsKeyOnly() {
    g.rule("r")
        .from(input)
        .uses(other)
        .emits(out1)
        .each((k, v, in, out) -> out.put(out1, k, depth(k, in)));
    Graph graph = build();
    graph.apply(
        Batch.builder()
            .put(input, "a", 1)
            .put(input, "b", 1)
            .put(other, "b", 0)
            .put(other, "a", 1)
            .build());
    assertThat(faults)
        .singleElement()
        .satisfies(f -> assertThat(f.cause()).isInstanceOf(StackOverflowError.class));
    assertThat(graph.snapshot().entries(out1)).hasToString("{b=0}");
  }

  private int depth(String key, In in) {
    Integer next = in.get(other, key);
    return next == null || next == 0 ? 0 : 1 + depth(key, in);
  }

  @Test
  void aFunctionMayNotUseTheGraph() {
    AtomicReference<Graph> self = new AtomicReference<>();
    g.rule("r").from(input).each((k, v, in, out) -> self.get().apply(put(input, "b", 1)));
    Graph graph = build();
    self.set(graph);
    graph.apply(put(input, "a", 1));
    assertThat(fault()).isEqualTo("a function of the graph uses the graph");
    graph.apply(put(input, "a", 2));
    assertThat(fault()).isEqualTo("a function of the graph uses the graph");
  }

  @Test
  void aFaultHandlerThatThrowsHarmsNothing() {
    g.rule("r").from(input).emits(out1).each((k, v, in, out) -> out.put(out1, k, 6 / v));
    Graph graph =
        g.build(fault -> {
          throw new IllegalStateException("told of " + fault.key());
        });
    assertThatThrownBy(
            () -> graph.apply(Batch.builder().put(input, "a", 0).put(input, "b", 2).build()))
        .hasMessage("told of a");
    assertThat(graph.snapshot().entries(out1)).hasToString("{b=3}");
    graph.apply(put(input, "a", 1));
    assertThat(graph.snapshot().entries(out1)).hasToString("{a=6, b=3}");
  }

  @Test
  void anotherThreadWritesAfterAHandOver() throws InterruptedException {
    Graph graph = build();
    graph.apply(put(input, "a", 1));
    AtomicReference<Step> step = new AtomicReference<>();
    Thread next = new Thread(() -> step.set(graph.apply(put(input, "a", 2))));
    graph.handOver(next);
    next.start();
    next.join();
    assertThat(step.get().delta(input)).containsExactly(new Change<>("a", 1, 2));
    assertThatThrownBy(graph::footprint).hasMessageContaining("is not the writer of this graph");
  }

  @Test
  void theLastWordOfABatchCounts() {
    g.rule("r").from(input).emits(out1).each((k, v, in, out) -> out.put(out1, k, v));
    Graph graph = build();
    Batch.Builder builder =
        Batch.builder()
            .put(input, "a", 1)
            .remove(input, "a")
            .put(input, "a", 3)
            .put(input, "b", 1)
            .remove(input, "b");
    Batch batch = builder.build();
    builder.put(input, "c", 1);
    Step step = graph.apply(batch);
    assertThat(step.delta(out1)).containsExactly(new Change<>("a", null, 3));
    assertThat(step.delta(out1)).hasToString("[Change[key=a, before=null, after=3]]");
    assertThat(graph.footprint().entries()).isEqualTo(2);
    Step gone = graph.apply(Batch.builder().remove(input, "a").put(input, "a", 3).build());
    assertThat(gone.isEmpty()).isTrue();
  }

  @Test
  void aRevisionAloneMakesASnapshotOfTheSameTables() {
    g.rule("r").from(input).emits(out1).each((k, v, in, out) -> out.put(out1, k, v));
    Graph graph = build();
    Snapshot first =
        graph
            .apply(Batch.builder().put(input, "a", 1).revision("x", 1).revision("y", 1).build())
            .snapshot();
    Step step = graph.apply(Batch.builder().revision("x", 2).build());
    assertThat(step.isEmpty()).isTrue();
    assertThat(step.snapshot().entries(out1)).isSameAs(first.entries(out1));
    assertThat(step.snapshot().revisions()).containsEntry("x", 2L).containsEntry("y", 1L);
    assertThat(first.revisions()).containsEntry("x", 1L);
    assertThat(graph.apply(Batch.builder().revision("x", 2).build()).snapshot())
        .isSameAs(step.snapshot());
  }

  @Test
  void thousandsOfRunsMayDependOnOneEntry() {
    g.rule("r")
        .from(input)
        .uses(other)
        .emits(out1)
        .each((k, v, in, out) -> {
          Integer add = in.get(other, "x");
          out.put(out1, k, v + (add == null ? 0 : add));
        });
    Graph graph = build();
    Batch.Builder load = Batch.builder();
    for (int i = 0; i < 5000; i++) {
      load.put(input, "k" + i, i);
    }
    graph.apply(load.build());
    assertThat(graph.apply(put(other, "x", 1)).runs()).isEqualTo(5000);
    Batch.Builder unload = Batch.builder();
    for (int i = 0; i < 5000; i += 2) {
      unload.remove(input, "k" + i);
    }
    graph.apply(unload.build());
    assertThat(graph.footprint()).isEqualTo(new Footprint(5001, 0, 0, 2500, 5000, 2500));
    assertThat(graph.apply(put(other, "x", 2)).delta(out1)).hasSize(2500);
  }

  @Test
  void anIndexKeyMayBeOfAnyCollection() {
    Collection<Integer> keys = new java.util.TreeSet<>(List.of(3, 1));
    Index<Integer, String, Integer> index = g.index("index", input, (k, v) -> keys);
    Table<Integer, Integer> sizes = g.<Integer, Integer>table("sizes").published();
    g.rule("r")
        .from(index)
        .emits(sizes)
        .each((k, group, in, out) -> out.put(sizes, k, group.size()));
    Graph graph = build();
    graph.apply(Batch.builder().put(input, "a", 1).put(input, "b", 1).build());
    assertThat(graph.snapshot().entries(sizes)).hasToString("{1=2, 3=2}");
    assertThat(index).hasToString("index");
    assertThat(index.name()).isEqualTo("index");
  }

  @Test
  void anIndexFunctionThatIsNotPureIsFoundOut() {
    List<Integer> answer = new ArrayList<>(List.of(1));
    Index<Integer, String, Integer> index = g.index("index", input, (k, v) -> List.copyOf(answer));
    assertThat(index.name()).isEqualTo("index");
    Graph graph = build();
    graph.apply(put(input, "a", 1));
    answer.set(0, 2);
    assertThatThrownBy(() -> graph.apply(put(input, "a", 2)))
        .hasMessage("there is no entry, before Change[key=a, before=1, after=2]");
  }

  /** Compares as its first letter, but does not equal so. */
  private record Loose(String name) implements Comparable<Loose> {
    @Override
    public int compareTo(Loose o) {
      return Character.compare(name.charAt(0), o.name.charAt(0));
    }
  }

  @Test
  void keysThatDoNotCompareAsTheyEqualAreFoundOut() {
    SmallTable<Loose, Integer> loose = g.<Loose, Integer>input("loose").small();
    Graph graph = build();
    graph.apply(Batch.builder().put(loose, new Loose("ab"), 1).build());
    assertThatThrownBy(() -> graph.apply(Batch.builder().put(loose, new Loose("ac"), 1).build()))
        .hasMessageStartingWith("there is an entry already, before Change[key=Loose[name=ac]");
  }

  @Test
  void aFunctionThatThrewFailsUntilItSucceedsOrItsSourceGoes() {
    g.rule("positive")
        .from(input)
        .emits(out1)
        .each((k, v, in, out) -> {
          if (v < 0) {
            throw new IllegalArgumentException("negative");
          }
          out.put(out1, k, v);
        });
    Graph graph = build();
    graph.apply(put(input, "a", -1));
    graph.apply(put(input, "b", -1));
    assertThat(graph.failing()).extracting(Fault::key).containsExactly("a", "b");
    graph.apply(put(input, "c", 1));
    assertThat(graph.failing()).extracting(Fault::key).containsExactly("a", "b");
    graph.apply(put(input, "a", 1));
    assertThat(graph.failing()).extracting(Fault::key).containsExactly("b");
    graph.apply(Batch.builder().remove(input, "b").build());
    assertThat(graph.failing()).isEmpty();
  }
}
