package dev.isthmus.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/**
 * What a graph does, on one small graph: services in namespaces, imported by clusters that have a
 * claim.
 */
class GraphTest {
  private record Service(String namespace, int port) {}

  private final GraphBuilder g = Graph.builder();
  private final Table<String, Service> services = g.input("services");
  private final Table<String, String> owners = g.input("owners");
  private final SmallTable<String, Integer> clusters = g.<String, Integer>input("clusters").small();
  private final Index<String, String, Service> byNamespace =
      g.index("by namespace", services, (k, v) -> List.of(v.namespace()));
  private final Table<String, String> objects = g.<String, String>table("objects").published();
  private final Table<String, Integer> sums =
      g.<String, Integer>table("sums", Integer::sum).published();
  private final List<String> calls = new ArrayList<>();
  private final List<Fault> faults = new ArrayList<>();

  private Graph build() {
    g.rule("imports")
        .from(services)
        .uses(owners, clusters)
        .emits(objects, sums)
        .each((name, service, in, out) -> {
          calls.add(name);
          if (service.port() == 666) {
            throw new IllegalArgumentException("port " + in.get(owners, name));
          }
          char first = in.get(owners, service.namespace(), o -> o == null ? '?' : o.charAt(0));
          in.all(clusters)
              .forEach(
                  (c, offset) -> out.put(objects, c + "/" + name, first + ":" + service.port()));
          out.put(sums, service.namespace(), service.port());
        });
    g.rule("namespaces")
        .from(byNamespace)
        .emits(objects)
        .each((namespace, group, in, out) ->
            out.put(objects, "ns/" + namespace, group.keys().toString()));
    return g.build(faults::add);
  }

  private static Batch.Builder batch() {
    return Batch.builder();
  }

  @Test
  void aBatchIsOneStepWithItsDeltaAndSnapshot() {
    Graph graph = build();
    assertThat(graph.snapshot()).isSameAs(Snapshot.EMPTY);
    assertThat(graph.snapshot().entries(objects)).isEmpty();

    Step step =
        graph.apply(
            batch()
                .put(services, "a", new Service("n", 80))
                .put(services, "b", new Service("n", 81))
                .put(clusters, "c1", 0)
                .put(owners, "n", "team")
                .revision("c1", 7)
                .build());

    assertThat(step.delta(objects))
        .containsExactly(
            new Change<>("c1/a", null, "t:80"),
            new Change<>("c1/b", null, "t:81"),
            new Change<>("ns/n", null, "[a, b]"));
    assertThat(step.runs()).isEqualTo(3);
    assertThat(graph.snapshot().get(sums, "n")).isEqualTo(161);
    assertThat(graph.snapshot().entries(objects).keys()).containsExactly("c1/a", "c1/b", "ns/n");
    assertThat(graph.snapshot().revisions()).containsEntry("c1", 7L).hasSize(1);
    assertThat(graph.snapshot().size(objects)).isEqualTo(3);
  }

  @Test
  void onlyWhatAChangeCanTouchRunsAgain() {
    Graph graph = build();
    graph.apply(
        batch()
            .put(services, "a", new Service("n", 80))
            .put(services, "b", new Service("m", 81))
            .put(clusters, "c1", 0)
            .build());
    calls.clear();

    Step miss = graph.apply(batch().put(owners, "n", "team").build());
    assertThat(calls).containsExactly("a");
    assertThat(miss.delta(objects)).containsExactly(new Change<>("c1/a", "?:80", "t:80"));

    calls.clear();
    Step projected = graph.apply(batch().put(owners, "n", "tribe").build());
    assertThat(calls).isEmpty();
    assertThat(projected.delta(objects)).isEmpty();
    assertThat(projected.snapshot()).isSameAs(miss.snapshot());

    Step equal = graph.apply(batch().put(clusters, "c1", 1).build());
    assertThat(calls).containsExactly("a", "b");
    assertThat(equal.delta(objects).isEmpty()).isTrue();
    assertThat(equal.isEmpty()).isFalse();

    Step nothing = graph.apply(batch().put(clusters, "c1", 1).remove(owners, "x").build());
    assertThat(nothing.isEmpty()).isTrue();
    assertThat(nothing.runs()).isZero();
  }

  @Test
  void aThrowPoisonsItsOwnKeyAndHealsByItsNewDependencies() {
    Graph graph = build();
    graph.apply(
        batch()
            .put(services, "a", new Service("n", 80))
            .put(services, "b", new Service("n", 81))
            .put(clusters, "c1", 0)
            .put(owners, "n", "team")
            .build());

    Step failed =
        graph.apply(
            batch().put(services, "a", new Service("n", 666)).put(owners, "n", "crew").build());
    assertThat(faults)
        .extracting(Fault::function, Fault::key)
        .containsExactly(org.assertj.core.api.Assertions.tuple("imports", "a"));
    assertThat(failed.faults()).isEqualTo(faults);
    assertThat(graph.snapshot().get(objects, "c1/a")).isEqualTo("t:80");
    assertThat(graph.snapshot().get(objects, "c1/b")).isEqualTo("c:81");

    // The former run's dependency on owner "n" is gone, the failed run's on owner "a" is there.
    calls.clear();
    graph.apply(batch().put(owners, "a", "x").build());
    assertThat(calls).containsExactly("a");
    calls.clear();
    graph.apply(batch().put(owners, "n", "zoo").build());
    assertThat(calls).containsExactly("b");

    graph.apply(batch().put(services, "a", new Service("n", 90)).build());
    assertThat(graph.snapshot().get(objects, "c1/a")).isEqualTo("z:90");
  }

  @Test
  void nothingIsLeftWhenTheInputsAreGone() {
    Graph graph = build();
    graph.apply(batch().put(services, "a", new Service("n", 80)).put(clusters, "c1", 0).build());
    assertThat(graph.footprint()).isEqualTo(new Footprint(5, 1, 1, 2, 4, 3));
    graph.apply(batch().remove(services, "a").remove(clusters, "c1").build());
    assertThat(graph.footprint()).isEqualTo(Footprint.EMPTY);
    assertThat(graph.snapshot().entries(objects)).isEmpty();
  }

  @Test
  void explainTellsWhoEmitsAKeyAndWhatItLookedAt() {
    Graph graph = build();
    graph.apply(batch().put(services, "a", new Service("n", 80)).put(clusters, "c1", 0).build());
    assertThat(graph.explain(objects, "c1/a"))
        .containsExactly(
            new Explanation(
                "imports",
                "services",
                "a",
                List.of(
                    new Fetched("owners", java.util.Optional.of("n"), false, true),
                    new Fetched("clusters", java.util.Optional.empty(), true, false))));
    assertThat(graph.explain(services, "a")).isEmpty();
    assertThat(graph.explain(objects, "nothing")).isEmpty();
  }

  @Test
  void twoProducersOfAKeyAreAConflictThatTheFirstHolds() {
    Graph graph = build();
    graph.apply(batch().put(services, "n", new Service("n", 80)).put(clusters, "ns", 0).build());
    Conflict conflict =
        new Conflict(
            "objects",
            "ns/n",
            List.of(new Producer("imports", "n"), new Producer("namespaces", "n")));
    assertThat(graph.conflicts()).containsExactly(conflict);
    assertThat(graph.snapshot().get(objects, "ns/n")).isEqualTo("?:80");

    Step step = graph.apply(batch().remove(clusters, "ns").build());
    assertThat(step.conflicts())
        .containsExactly(new Conflict("objects", "ns/n", List.of(new Producer("namespaces", "n"))));
    assertThat(graph.conflicts()).isEmpty();
    assertThat(graph.snapshot().get(objects, "ns/n")).isEqualTo("[n]");
  }

  @Test
  void aReaderGetsTheStateOnceThenWhatChanged() {
    Graph graph = build();
    Reader<String, String> early = graph.reader(objects);
    assertThat(early.poll()).isEmpty();
    graph.apply(batch().put(services, "a", new Service("n", 80)).put(clusters, "c1", 0).build());
    Reader<String, String> late = graph.reader(objects);
    assertThat(early.behind()).isTrue();
    assertThat(late.poll().changes()).isEqualTo(early.poll().changes()).hasSize(2);
    graph.apply(batch().put(services, "a", new Service("n", 81)).build());
    graph.apply(batch().put(services, "a", new Service("n", 82)).build());
    assertThat(late.poll()).containsExactly(new Change<>("c1/a", "?:80", "?:82"));
    assertThat(late.poll()).isEmpty();
    assertThat(late.behind()).isFalse();
  }

  @Test
  void aRuleMayFetchOnlyWhatItDeclares() {
    g.rule("sly").from(services).emits(objects).each((k, v, in, out) -> in.get(owners, k));
    Graph graph = g.build(faults::add);
    graph.apply(batch().put(services, "a", new Service("n", 80)).build());
    assertThat(faults)
        .singleElement()
        .extracting(f -> f.cause().getMessage())
        .isEqualTo("rule 'sly' does not declare that it uses 'owners'");
  }

  @Test
  void rulesFormNoCycle() {
    Table<String, String> derived = g.table("derived");
    g.rule("there").from(objects).emits(derived).each((k, v, in, out) -> out.put(derived, k, v));
    g.rule("back").from(services).uses(derived).emits(objects).each((k, v, in, out) -> {});
    assertThatThrownBy(() -> g.build(faults::add))
        .hasMessageContaining(
            "cycle: 'objects' <- rule 'back' <- 'derived' <- rule 'there' <- 'objects'");
  }

  @Test
  void oneThreadWrites() throws InterruptedException {
    Graph graph = build();
    graph.apply(batch().build());
    List<Throwable> thrown = new ArrayList<>();
    Thread other =
        new Thread(() -> {
          try {
            graph.apply(batch().build());
          } catch (IllegalStateException e) {
            thrown.add(e);
          }
        });
    other.start();
    other.join();
    assertThat(thrown).hasSize(1);
  }
}
