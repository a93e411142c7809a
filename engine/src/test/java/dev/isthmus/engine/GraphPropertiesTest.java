package dev.isthmus.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.isthmus.engine.Cases.Case;
import dev.isthmus.engine.RandomGraph.Edit;
import dev.isthmus.engine.RandomGraph.RulePlan;
import dev.isthmus.engine.Reference.Outcome;
import dev.isthmus.engine.Reference.RunId;
import dev.isthmus.engine.Reference.State;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Objects;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

/** The invariants of docs/design/engine.md, by their numbers, over random graphs and edits. */
class GraphPropertiesTest {

  /** A graph and its oracle, led through the same steps. */
  private static final class Twin {
    final Case c;
    final Rig rig;
    final Reference reference;
    final Inputs inputs;
    final List<NavigableMap<Integer, Val>> followed = new ArrayList<>();
    State state;
    State before;

    Twin(Case c) {
      this.c = c;
      rig = new Rig(c.plan());
      reference = new Reference(c.plan());
      inputs = new Inputs(c.plan());
      state = reference.evaluate(inputs.tables);
      before = state;
      c.plan().tables().forEach(t -> followed.add(new TreeMap<>()));
    }

    Step apply(List<Edit> batch) {
      Step step = rig.apply(batch);
      before = state;
      state = reference.evaluate(inputs.apply(batch).tables);
      return step;
    }

    /** Follows every table by its deltas alone. */
    void follow(Step step) {
      for (int t = 0; t < followed.size(); t++) {
        GraphPropertiesTest.follow(followed.get(t), step.delta(rig.tables.get(t)));
      }
    }

    void assertTables() {
      for (int t = 0; t < followed.size(); t++) {
        assertThat(followed.get(t)).as("table %d by deltas", t).isEqualTo(state.tables().get(t));
        if (c.plan().tables().get(t).published()) {
          Entries<Integer, Val> entries = rig.graph.snapshot().entries(rig.tables.get(t));
          assertThat(map(entries)).as("table %d", t).isEqualTo(state.tables().get(t));
          assertThat(entries.keys()).isSorted();
        }
      }
    }

    List<Conflict> conflicts() {
      List<Conflict> conflicts = new ArrayList<>();
      for (int t = 0; t < followed.size(); t++) {
        for (int key = 0; key < RandomGraph.KEYS; key++) {
          List<RunId> producers = state.conflicts().get(new Reference.Slot(t, key));
          if (producers != null) {
            conflicts.add(
                new Conflict(
                    "table " + t,
                    key,
                    producers.stream().map(GraphPropertiesTest::producer).toList()));
          }
        }
      }
      return conflicts;
    }
  }

  private static Producer producer(RunId run) {
    return new Producer("rule " + run.rule(), run.key());
  }

  private static NavigableMap<Integer, Val> map(Entries<Integer, Val> entries) {
    NavigableMap<Integer, Val> map = new TreeMap<>();
    entries.forEach(map::put);
    return map;
  }

  private static void follow(NavigableMap<Integer, Val> map, Delta<Integer, Val> delta) {
    Optional<Integer> last = Optional.empty();
    for (Change<Integer, Val> change : delta) {
      assertThat(last.map(l -> l < change.key()).orElse(true)).as("sorted, each key once").isTrue();
      last = Optional.of(change.key());
      assertThat(change.before()).as("before %s", change).isEqualTo(map.get(change.key()));
      assertThat(change.after()).as("a change %s", change).isNotEqualTo(change.before());
      if (change.after() == null) {
        map.remove(change.key());
      } else {
        map.put(change.key(), Objects.requireNonNull(change.after()));
      }
    }
  }

  @Test
  void invariant1IncrementalEqualsFromScratch() {
    Cases.check(
        false,
        c -> {
          Twin twin = new Twin(c);
          for (List<Edit> batch : c.batches()) {
            twin.follow(twin.apply(batch));
            twin.assertTables();
          }
        });
  }

  @Test
  void invariant2RulesSeeOneRevisionAndConsumersCommittedOnes() {
    Cases.check(
        true,
        c -> {
          Twin twin = new Twin(c);
          for (List<Edit> batch : c.batches()) {
            Snapshot committed = twin.rig.graph.snapshot();
            twin.rig.insideRule = () -> assertThat(twin.rig.graph.snapshot()).isSameAs(committed);
            twin.apply(batch);
            for (Rig.Call call : twin.rig.calls) {
              call.fetched()
                  .forEach((dep, got) -> {
                    Object is = twin.state.seen(dep);
                    assertThat(is instanceof NavigableMap<?, ?> ? mapOf(got) : got)
                        .as("%s of %s", dep, call)
                        .isEqualTo(is);
                  });
            }
          }
        });
  }

  @SuppressWarnings("unchecked") // what the rig fetched
  private static Object mapOf(Object entries) {
    return map((Entries<Integer, Val>) entries);
  }

  @Test
  void invariants3And4OnlyRunsThatCanSeeAChangeAreDoneAgainAndAllOfThem() {
    Cases.check(
        true,
        c -> {
          Twin twin = new Twin(c);
          for (List<Edit> batch : c.batches()) {
            Step step = twin.apply(batch);
            List<RunId> expected = new ArrayList<>();
            twin.state
                .runs()
                .keySet()
                .forEach(run -> {
                  if (mustRun(twin, run)) {
                    expected.add(run);
                  }
                });
            assertThat(twin.rig.calls.stream().map(Rig.Call::run))
                .containsExactlyInAnyOrderElementsOf(expected);
            assertThat(step.runs()).isEqualTo(expected.size());
          }
        });
  }

  private static boolean mustRun(Twin twin, RunId run) {
    RulePlan rule = twin.c.plan().rules().get(run.rule());
    Outcome before = twin.before.runs().get(run);
    return before == null
        || !Objects.equals(twin.before.source(rule, run.key()), twin.state.source(rule, run.key()))
        || before.deps().stream()
            .anyMatch(dep -> !twin.before.seen(dep).equals(twin.state.seen(dep)));
  }

  @Test
  void invariant5ConflictsAreReportedAndTheFirstProducerHoldsTheKey() {
    Cases.check(
        false,
        c -> {
          Twin twin = new Twin(c);
          Map<String, Conflict> followed = new TreeMap<>();
          for (List<Edit> batch : c.batches()) {
            Step step = twin.apply(batch);
            assertThat(twin.rig.graph.conflicts()).isEqualTo(twin.conflicts());
            for (Conflict conflict : step.conflicts()) {
              String at = conflict.table() + "/" + conflict.key();
              Conflict was = conflict.ended() ? followed.remove(at) : followed.put(at, conflict);
              assertThat(was).isNotEqualTo(conflict);
            }
            assertThat(followed.values()).containsExactlyInAnyOrderElementsOf(twin.conflicts());
          }
        });
  }

  @Test
  void invariant6AThrowPoisonsItsOwnRunAndKeepsItsLastGoodValue() {
    Cases.check(
        true,
        c -> {
          Twin twin = new Twin(c);
          for (List<Edit> batch : c.batches()) {
            Step step = twin.apply(batch);
            twin.follow(step);
            twin.assertTables();
            List<Producer> failed = new ArrayList<>();
            for (Rig.Call call : twin.rig.calls) {
              if (Objects.requireNonNull(twin.state.runs().get(call.run())).failed()) {
                failed.add(producer(call.run()));
              }
            }
            assertThat(step.faults())
                .extracting(f -> new Producer(f.function(), f.key()))
                .isEqualTo(failed);
            assertThat(twin.rig.told).isEqualTo(step.faults());
          }
        });
  }

  @Test
  void invariant7NothingIsLeftWhenTheInputsAreGone() {
    Cases.check(
        true,
        c -> {
          Twin twin = new Twin(c);
          for (List<Edit> batch : c.batches()) {
            twin.apply(batch);
            Footprint footprint = twin.rig.graph.footprint();
            assertThat(footprint.runs()).isEqualTo(twin.state.runs().size());
            assertThat(footprint.entries())
                .isEqualTo(twin.state.tables().stream().mapToLong(Map::size).sum());
            assertThat(footprint.groups())
                .isEqualTo(twin.state.groups().stream().mapToLong(Map::size).sum());
            assertThat(footprint.contributions())
                .isEqualTo(
                    twin.state.runs().values().stream().mapToLong(o -> o.emitted().size()).sum());
          }
          List<Edit> removes = new ArrayList<>(twin.inputs.removes());
          Collections.shuffle(removes, c.random());
          int half = removes.size() / 2;
          twin.apply(removes.subList(0, half));
          twin.apply(removes.subList(half, removes.size()));
          assertThat(twin.rig.graph.footprint()).isEqualTo(Footprint.EMPTY);
        });
  }

  @Test
  void invariant8OutputsDependOnTheInputsAlone() {
    Cases.check(
        false,
        c -> {
          Rig rig = new Rig(c.plan());
          Inputs inputs = new Inputs(c.plan());
          c.batches()
              .forEach(batch -> {
                rig.apply(batch);
                inputs.apply(batch);
              });
          List<Edit> puts = new ArrayList<>(inputs.puts());
          Random random = c.random();
          Collections.shuffle(puts, random);
          Rig other = new Rig(c.plan());
          while (!puts.isEmpty()) {
            List<Edit> some = puts.subList(0, 1 + random.nextInt(puts.size()));
            other.apply(some);
            some.clear();
          }
          for (int t = 0; t < c.plan().tables().size(); t++) {
            if (c.plan().tables().get(t).published()) {
              assertThat(list(other, t)).isEqualTo(list(rig, t));
              assertThat(other.graph.snapshot().entries(other.tables.get(t)))
                  .isEqualTo(rig.graph.snapshot().entries(rig.tables.get(t)))
                  .hasSameHashCodeAs(rig.graph.snapshot().entries(rig.tables.get(t)));
            }
            for (int key = 0; key < RandomGraph.KEYS; key++) {
              assertThat(other.graph.explain(other.tables.get(t), key))
                  .isEqualTo(rig.graph.explain(rig.tables.get(t), key));
            }
          }
          assertThat(other.graph.conflicts()).isEqualTo(rig.graph.conflicts());
          assertThat(other.graph.footprint()).isEqualTo(rig.graph.footprint());
        });
  }

  private static List<Entry<Integer, Val>> list(Rig rig, int table) {
    List<Entry<Integer, Val>> list = new ArrayList<>();
    rig.graph.snapshot().entries(rig.tables.get(table)).iterator().forEachRemaining(list::add);
    return list;
  }

  @Test
  void invariant10AReaderGetsTheStateOnceThenDeltasWhenverItRegistersAndPolls() {
    Cases.check(
        true,
        c -> {
          Rig rig = new Rig(c.plan());
          Random random = c.random();
          List<Reader<Integer, Val>> readers = new ArrayList<>();
          List<Integer> read = new ArrayList<>();
          List<NavigableMap<Integer, Val>> followed = new ArrayList<>();
          for (List<Edit> batch : c.batches()) {
            int table = random.nextInt(c.plan().tables().size());
            if (c.plan().tables().get(table).published()) {
              readers.add(rig.graph.reader(rig.tables.get(table)));
              read.add(table);
              followed.add(new TreeMap<>());
            }
            rig.apply(batch);
            for (int i = 0; i < readers.size(); i++) {
              if (random.nextBoolean()) {
                boolean behind = readers.get(i).behind();
                Delta<Integer, Val> delta = readers.get(i).poll();
                assertThat(behind || delta.isEmpty()).isTrue();
                follow(followed.get(i), delta);
                assertThat(followed.get(i))
                    .isEqualTo(map(rig.graph.snapshot().entries(rig.tables.get(read.get(i)))));
                assertThat(readers.get(i).poll()).isEmpty();
                assertThat(readers.get(i).seen()).isSameAs(rig.graph.snapshot());
              }
            }
          }
        });
  }

  @Test
  void invariant11ABatchThatChangesNothingIsAnEmptyStepWithTheSameSnapshot() {
    Cases.check(
        true,
        c -> {
          Rig rig = new Rig(c.plan());
          Inputs inputs = new Inputs(c.plan());
          for (List<Edit> batch : c.batches()) {
            Snapshot before = rig.graph.snapshot();
            Step step = rig.apply(batch);
            boolean same = true;
            for (int t = 0; t < rig.tables.size(); t++) {
              same &=
                  !c.plan().tables().get(t).published() || step.delta(rig.tables.get(t)).isEmpty();
            }
            if (same && step.conflicts().isEmpty()) {
              assertThat(step.snapshot()).isSameAs(before);
            } else {
              assertThat(step.snapshot().number()).isEqualTo(before.number() + 1);
            }
            inputs.apply(batch);
            Step again = rig.apply(inputs.puts());
            assertThat(again.isEmpty()).isTrue();
            assertThat(again.runs()).isZero();
            assertThat(again.snapshot()).isSameAs(step.snapshot());
          }
        });
  }

  @Test
  void explainTellsEveryProducerInOrderWithAllThatItFetched() {
    Cases.check(
        true,
        c -> {
          Twin twin = new Twin(c);
          for (List<Edit> batch : c.batches()) {
            twin.apply(batch);
            for (int t = 0; t < twin.rig.tables.size(); t++) {
              for (int key = 0; key < RandomGraph.KEYS; key++) {
                assertExplained(twin, t, key);
              }
            }
          }
        });
  }

  private static void assertExplained(Twin twin, int table, int key) {
    Reference.Slot slot = new Reference.Slot(table, key);
    List<RunId> producers =
        twin.state.runs().entrySet().stream()
            .filter(run -> run.getValue().emitted().containsKey(slot))
            .map(Map.Entry::getKey)
            .sorted(Comparator.comparingInt(RunId::rule).thenComparingInt(RunId::key))
            .toList();
    List<Explanation> explained = twin.rig.graph.explain(twin.rig.tables.get(table), key);
    assertThat(explained.stream().map(Explanation::producer).toList())
        .isEqualTo(producers.stream().map(GraphPropertiesTest::producer).toList());
    for (int i = 0; i < producers.size(); i++) {
      RulePlan rule = twin.c.plan().rules().get(producers.get(i).rule());
      assertThat(explained.get(i).source())
          .isEqualTo((rule.fromIndex() ? "index " : "table ") + rule.from());
      Outcome outcome = Objects.requireNonNull(twin.state.runs().get(producers.get(i)));
      Set<Fetched> expected = new HashSet<>();
      for (Reference.Dep dep : outcome.deps()) {
        if (dep.index() == rule.fromIndex()
            && dep.node() == rule.from()
            && dep.key() == producers.get(i).key()) {
          continue; // its own entry, which is the source and not a fetch
        }
        expected.add(
            new Fetched(
                (dep.index() ? "index " : "table ") + dep.node(),
                dep.key() < 0 ? Optional.empty() : Optional.of(dep.key()),
                twin.state.found(dep),
                false));
      }
      Set<Fetched> fetched = new HashSet<>();
      explained
          .get(i)
          .fetched()
          .forEach(f -> fetched.add(new Fetched(f.source(), f.key(), f.found(), false)));
      assertThat(fetched).isEqualTo(expected);
    }
  }

  @Test
  void theHarnessFindsAndShrinksAFailure() {
    assertThatThrownBy(() ->
            Cases.check(
                false,
                c -> {
                  for (List<Edit> batch : c.batches()) {
                    for (Edit edit : batch) {
                      assertThat(edit.remove() && edit.key() == 3).isFalse();
                    }
                  }
                }))
        .hasMessageContaining("replay with -Disthmus.seed=")
        .hasMessageContaining("rules=[]")
        .hasMessageMatching(
            "(?s).*batches=\\[\\[Edit\\[table=\\d, key=3[^\\[]*\\[[^\\[]*remove=true\\]\\]\\]\\].*");
  }
}
