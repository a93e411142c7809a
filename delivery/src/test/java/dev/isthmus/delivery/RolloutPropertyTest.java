package dev.isthmus.delivery;

import static org.assertj.core.api.Assertions.assertThat;

import dev.isthmus.istio.Destination;
import dev.isthmus.istio.DestinationRuleBuilder;
import dev.isthmus.istio.Gateway;
import dev.isthmus.istio.HttpRouteBuilder;
import dev.isthmus.istio.HttpRouteDestination;
import dev.isthmus.istio.IstioKind;
import dev.isthmus.istio.IstioObject;
import dev.isthmus.istio.IstioSpec;
import dev.isthmus.istio.ServerBuilder;
import dev.isthmus.istio.ServiceEntryBuilder;
import dev.isthmus.istio.Subset;
import dev.isthmus.istio.VirtualServiceBuilder;
import dev.isthmus.istio.WorkloadEntryBuilder;
import dev.isthmus.istio.WorkloadSelector;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/**
 * A rollout that has been asked after each of many changes answers as one that was told only how
 * things are now. Few objects with few hosts, so that they meet.
 */
final class RolloutPropertyTest {
  private static final int RUNS = 300;
  private static final int CHANGES = 60;

  @Test
  void whatHappenedBeforeDoesNotMatter() {
    for (int seed = 0; seed < RUNS; seed++) {
      Run run = new Run(new Random(seed));
      for (int i = 0; i < CHANGES; i++) {
        run.change();
        assertThat(run.rollout.plan(run::gate))
            .as("seed %d, change %d", seed, i)
            .isEqualTo(run.anew().plan(run::gate));
      }
    }
  }

  /** What is told to a rollout, and kept beside it. */
  private static final class Run {
    private final Random random;
    private final Rollout rollout = new Rollout();
    private final Map<IstioKey, IstioObject> there = new TreeMap<>();
    private final Map<IstioKey, IstioObject> desired = new TreeMap<>();
    private final Map<IstioKey, List<Optional<IstioObject>>> orders = new HashMap<>();

    Run(Random random) {
      this.random = random;
    }

    void change() {
      switch (random.nextInt(6)) {
        case 0, 1 -> {
          IstioKey key = key();
          IstioObject form = form(key);
          put(desired, key, form);
          rollout.desired(key, form);
        }
        case 2 -> see(key());
        case 3 -> order();
        default -> settle();
      }
    }

    /** Mostly what was ordered last; but others may do anything. */
    private void see(IstioKey key) {
      List<Optional<IstioObject>> all = orders.get(key);
      IstioObject form =
          all != null ? all.getLast().orElse(null) : random.nextBoolean() ? form(key) : null;
      if (all == null && random.nextBoolean()) {
        form = desired.get(key);
      }
      put(there, key, form);
      rollout.there(key, form);
    }

    private void order() {
      for (ObjectChange write : rollout.plan(this::gate).writes().values()) {
        if (random.nextBoolean()) {
          orders
              .computeIfAbsent(
                  write.key(), key -> new ArrayList<>(List.of(Optional.ofNullable(there.get(key)))))
              .add(Optional.ofNullable(write.after()));
          rollout.ordered(write.key(), write.after());
        }
      }
    }

    /** An order was carried out, or the agent has dropped it. */
    private void settle() {
      List<IstioKey> keys = new ArrayList<>(orders.keySet());
      if (!keys.isEmpty()) {
        Collections.sort(keys);
        IstioKey key = keys.get(random.nextInt(keys.size()));
        if (random.nextBoolean()) {
          see(key);
        }
        orders.remove(key);
        rollout.settled(key);
      }
    }

    private Optional<Wait> gate(ObjectChange goal, ObjectChange step) {
      return goal.key().name().equals("held")
          ? Optional.of(new Wait.Held("because", null))
          : Optional.empty();
    }

    /** A rollout that learns in another order how things are, and no more. */
    Rollout anew() {
      Rollout fresh = new Rollout();
      List<IstioKey> keys = keys();
      Collections.shuffle(keys, random);
      for (IstioKey key : keys) {
        List<Optional<IstioObject>> all = orders.getOrDefault(key, List.of());
        if (!all.isEmpty()) {
          fresh.there(key, all.getFirst().orElse(null));
          all.stream().skip(1).forEach(form -> fresh.ordered(key, form.orElse(null)));
        }
        fresh.there(key, there.get(key));
        fresh.desired(key, desired.get(key));
      }
      return fresh;
    }

    private IstioKey key() {
      List<IstioKey> keys = keys();
      return keys.get(random.nextInt(keys.size()));
    }

    private @Nullable IstioObject form(IstioKey key) {
      IstioSpec spec = spec(key.kind());
      return random.nextInt(3) == 0
          ? null
          : Stamp.stamped(
              new IstioObject(key.namespace(), key.name(), Map.of(), Map.of(), null, spec));
    }

    private String host() {
      return random.nextInt(4) == 0 ? "b.global" : "a.global";
    }

    private IstioSpec spec(IstioKind kind) {
      return switch (kind) {
        case DESTINATION_RULE ->
            DestinationRuleBuilder.builder()
                .host(host())
                .subsets(List.of(new Subset(Map.of(), "v" + random.nextInt(2), null)))
                .exportTo(List.of(random.nextBoolean() ? "shop" : "front"))
                .build();
        case VIRTUAL_SERVICE ->
            VirtualServiceBuilder.builder()
                .hosts(List.of(random.nextBoolean() ? "x.local" : "y.local"))
                .http(
                    List.of(
                        HttpRouteBuilder.builder()
                            .route(
                                List.of(
                                    new HttpRouteDestination(
                                        new Destination(host(), null, ""), null, 0)))
                            .build()))
                .build();
        case GATEWAY ->
            new Gateway(
                Map.of(), List.of(ServerBuilder.builder().hosts(List.of("*/" + host())).build()));
        default -> entry();
      };
    }

    private IstioSpec entry() {
      var entry = ServiceEntryBuilder.builder().hosts(List.of(host()));
      return random.nextBoolean()
          ? entry.workloadSelector(new WorkloadSelector(Map.of("app", "a"))).build()
          : entry
              .endpoints(
                  List.of(
                      WorkloadEntryBuilder.builder()
                          .address("10.0.0." + random.nextInt(2))
                          .build()))
              .build();
    }
  }

  private static void put(
      Map<IstioKey, IstioObject> forms, IstioKey key, @Nullable IstioObject form) {
    if (form == null) {
      forms.remove(key);
    } else {
      forms.put(key, form);
    }
  }

  private static List<IstioKey> keys() {
    List<IstioKey> keys = new ArrayList<>();
    for (String cluster : List.of("cluster1", "cluster2")) {
      for (IstioKind kind :
          List.of(
              IstioKind.DESTINATION_RULE,
              IstioKind.GATEWAY,
              IstioKind.SERVICE_ENTRY,
              IstioKind.VIRTUAL_SERVICE)) {
        for (String name : List.of("held", "one", "two")) {
          keys.add(new IstioKey(cluster, "shop", kind, name));
        }
      }
    }
    return keys;
  }
}
