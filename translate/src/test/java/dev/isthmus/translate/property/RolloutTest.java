package dev.isthmus.translate.property;

import static org.assertj.core.api.Assertions.assertThat;

import dev.isthmus.api.Resource;
import dev.isthmus.api.core.Pod;
import dev.isthmus.api.core.Workload;
import dev.isthmus.delivery.IstioKey;
import dev.isthmus.delivery.ObjectChange;
import dev.isthmus.delivery.Rollout;
import dev.isthmus.delivery.Sources;
import dev.isthmus.delivery.Stamp;
import dev.isthmus.delivery.Wait;
import dev.isthmus.istio.IstioObject;
import dev.isthmus.testing.Cases;
import dev.isthmus.testing.Scenario;
import dev.isthmus.testing.random.RandomEnvironment;
import dev.isthmus.translate.Translation;
import dev.isthmus.translate.support.Delivered;
import dev.isthmus.translate.support.Observed;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

/**
 * Whatever of the rollout's writes is sent, lost, late or overtaken, while wishes change and
 * clusters come and go: no route leads nowhere, and at the end all is as desired.
 */
final class RolloutTest {
  private static final List<Invariant> ALWAYS =
      List.of(
          RouteInvariants::everyDestinationIsVisible,
          RouteInvariants::everySubsetHasARuleThatIstioMerges,
          FederationInvariants::noListOfIdentitiesIsEmpty,
          FederationInvariants::whatIsReachedFromElsewhereIsLetIn);

  @Test
  void noRouteLeadsNowhereWhateverArrivesWhen() {
    new Cases(RandomEnvironment::scenario)
        .check(scenario -> {
          if (scenario.seed() % 5 == 1) { // each run is long
            new Run(scenario).run();
          }
        });
  }

  /** One rollout through several wishes. */
  private static final class Run {
    private final Random random;
    private final List<SortedMap<IstioKey, IstioObject>> wishes = new ArrayList<>();
    private final Mesh.Known known;
    private final Rollout rollout = new Rollout();
    private final SortedMap<IstioKey, IstioObject> state;
    private final Map<IstioKey, Deque<Optional<IstioObject>>> sent = new LinkedHashMap<>();
    private final Set<String> away = new LinkedHashSet<>();
    private final List<String> clusters;
    private final List<Invariant> always;

    Run(Scenario scenario) {
      random = new Random(scenario.seed());
      List<Integer> stages = List.of(0, scenario.edits().size() / 2, scenario.edits().size());
      stages.forEach(edits -> wishes.add(objects(Observed.translate(scenario.after(edits)))));
      List<Resource> resources =
          inAll(stages.stream().map(e -> Observed.resources(scenario.after(e))).toList());
      known = new Mesh.Known(resources);
      state = new TreeMap<>(wishes.getFirst());
      state.forEach(rollout::there);
      state.forEach(rollout::desired);
      clusters = resources.stream().map(Resource::cluster).distinct().sorted().toList();
      always = ALWAYS.stream().filter(i -> wishes.stream().allMatch(w -> holds(i, w))).toList();
    }

    /**
     * Where an object of others has the name of one of ours, ours is missing: no invariant holds.
     */
    private boolean holds(Invariant invariant, SortedMap<IstioKey, IstioObject> wish) {
      try {
        invariant.check(new Mesh(known, Delivered.specs(wish)));
        return true;
      } catch (AssertionError e) {
        return false;
      }
    }

    void run() {
      SortedMap<IstioKey, IstioObject> wish = wishes.getFirst();
      for (SortedMap<IstioKey, IstioObject> next : wishes.subList(1, wishes.size())) {
        wish(wish, next);
        wish = next;
        int steps = random.nextInt(60);
        for (int i = 0; i < steps; i++) {
          step();
        }
      }
      away.clear();
      for (int i = 0; i < 10_000 && !rollout.open().isEmpty(); i++) {
        send(1);
        sent.keySet().stream().toList().forEach(this::arrive);
      }
      assertThat(rollout.plan((goal, step) -> Optional.empty()).waiting()).isEmpty();
      assertThat(state).isEqualTo(wish);
    }

    private void wish(
        SortedMap<IstioKey, IstioObject> former, SortedMap<IstioKey, IstioObject> next) {
      former.keySet().stream()
          .filter(key -> !next.containsKey(key))
          .forEach(key -> rollout.desired(key, null));
      next.forEach(rollout::desired);
    }

    private void step() {
      switch (random.nextInt(4)) {
        case 0 -> send(random.nextDouble());
        case 1 -> {
          String cluster = clusters.get(random.nextInt(clusters.size()));
          if (!away.remove(cluster)) {
            away.add(cluster);
          }
        }
        default -> {
          List<IstioKey> keys = List.copyOf(sent.keySet());
          if (!keys.isEmpty()) {
            arrive(keys.get(random.nextInt(keys.size())));
          }
        }
      }
    }

    private void send(double share) {
      Rollout.Plan plan = rollout.plan((goal, step) -> gate(goal));
      for (ObjectChange write : plan.writes().values()) {
        if (random.nextDouble() <= share) {
          sent.computeIfAbsent(write.key(), _ -> new ArrayDeque<>())
              .add(Optional.ofNullable(write.after()));
          rollout.ordered(write.key(), write.after());
        }
      }
    }

    private Optional<Wait> gate(ObjectChange goal) {
      String cluster = goal.key().cluster();
      return away.contains(cluster)
          ? Optional.of(new Wait.Unreachable(cluster, "away"))
          : Optional.empty();
    }

    /** An order is carried out; or a newer one has overtaken it. Then it is seen, or not yet. */
    private void arrive(IstioKey key) {
      Deque<Optional<IstioObject>> orders = Objects.requireNonNull(sent.get(key));
      if (orders.size() > 1 && random.nextBoolean()) {
        orders.removeFirst();
      }
      IstioObject form = orders.removeFirst().orElse(null);
      if (form == null) {
        state.remove(key);
      } else {
        state.put(key, form);
      }
      Mesh mesh = new Mesh(known, Delivered.specs(state));
      always.forEach(invariant -> invariant.check(mesh));
      if (orders.isEmpty()) {
        sent.remove(key);
        rollout.there(key, form);
        rollout.settled(key);
      } else if (random.nextBoolean()) {
        rollout.there(key, form);
      }
    }
  }

  /** Workloads that all stages have, and everything else of any. */
  private static List<Resource> inAll(List<List<Resource>> stages) {
    Set<Resource> resources = new LinkedHashSet<>();
    stages.forEach(resources::addAll);
    resources.removeIf(resource ->
        (resource instanceof Pod || resource instanceof Workload)
            && !stages.stream().allMatch(stage -> stage.contains(resource)));
    return List.copyOf(resources);
  }

  private static SortedMap<IstioKey, IstioObject> objects(Translation translation) {
    return Delivered.objects(
        translation,
        output -> Stamp.stamped(Sources.with(output.toIstio(), List.of(output.key().cluster()))));
  }
}
