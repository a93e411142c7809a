package dev.isthmus.cli.live;

import dev.isthmus.api.port.Down;
import dev.isthmus.api.port.Up;
import dev.isthmus.delivery.IstioKey;
import dev.isthmus.delivery.Wait;
import dev.isthmus.server.ClusterView;
import dev.isthmus.server.ServerCore;
import dev.isthmus.server.ServerEvent;
import dev.isthmus.server.shell.ServerWatcher;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.MultiGauge;
import io.micrometer.core.instrument.Tags;
import io.micrometer.core.instrument.Timer;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;

/** What a server does, in figures. Its watcher's calls come on the shell's thread. */
final class ServerMetrics implements ServerWatcher {
  private record Waiting(String cluster, String why) implements Comparable<Waiting> {
    @Override
    public int compareTo(Waiting other) {
      int order = cluster.compareTo(other.cluster);
      return order != 0 ? order : why.compareTo(other.why);
    }
  }

  private final MeterRegistry registry;
  private final Timer translation;
  private final MultiGauge objects;
  private final MultiGauge agents;
  private final MultiGauge waiting;

  /** When each change that is not carried out yet was first wanted. */
  private final Map<IstioKey, Instant> open = new HashMap<>();

  private SortedMap<String, ClusterView> clusters = new TreeMap<>();
  private Map<IstioKey, Wait> waits = Map.of();

  ServerMetrics(MeterRegistry registry) {
    this.registry = registry;
    this.translation =
        Timer.builder("isthmus.translation")
            .description("From what an agent reports to the orders that follow from it.")
            .publishPercentileHistogram()
            .register(registry);
    this.objects =
        MultiGauge.builder("isthmus.objects")
            .description("Generated objects that a cluster has.")
            .register(registry);
    this.agents =
        MultiGauge.builder("isthmus.agents")
            .description("1 for the state of each cluster's agent.")
            .register(registry);
    this.waiting =
        MultiGauge.builder("isthmus.changes.waiting")
            .description("Changes that are wanted and not carried out, by what they wait for.")
            .register(registry);
  }

  @Override
  public void line(String line) {}

  @Override
  public void told(String cluster, Down message) {
    if (message instanceof Down.Desired desired) {
      registry
          .counter("isthmus.orders", "cluster", cluster)
          .increment(desired.puts().size() + desired.deletes().size());
    }
  }

  @Override
  public void handled(ServerEvent event, Instant at, ServerCore core, Duration took) {
    if (event instanceof ServerEvent.Said said
        && (said.message() instanceof Up.Snapshot || said.message() instanceof Up.Delta)) {
      translation.record(took);
    }
    SortedMap<String, ClusterView> views = core.clusters();
    if (!views.equals(clusters)) {
      clusters = views;
      show(views);
    }
    if (!core.waiting().equals(waits)) {
      waits = core.waiting();
      settle(at);
      show();
    }
  }

  private void show(SortedMap<String, ClusterView> views) {
    List<MultiGauge.Row<?>> counts = new ArrayList<>();
    List<MultiGauge.Row<?>> states = new ArrayList<>();
    views.forEach((cluster, view) -> {
      counts.add(MultiGauge.Row.of(Tags.of("cluster", cluster), view.objects()));
      String state = view.agent().name().toLowerCase(Locale.ROOT);
      states.add(MultiGauge.Row.of(Tags.of("cluster", cluster, "state", state), 1));
    });
    objects.register(counts, true);
    agents.register(states, true);
  }

  /** Changes that are not waited for any more are carried out, or not wanted any more. */
  private void settle(Instant at) {
    open.entrySet()
        .removeIf(entry -> {
          boolean done = !waits.containsKey(entry.getKey());
          if (done) {
            applied(entry.getKey().cluster()).record(Duration.between(entry.getValue(), at));
          }
          return done;
        });
    waits.keySet().forEach(key -> open.putIfAbsent(key, at));
  }

  private Timer applied(String cluster) {
    return Timer.builder("isthmus.applied")
        .description("From the event that a change follows from to its being seen in its cluster.")
        .tag("cluster", cluster)
        .publishPercentileHistogram()
        .register(registry);
  }

  private void show() {
    SortedMap<Waiting, Integer> counts = new TreeMap<>();
    waits.forEach(
        (key, wait) -> counts.merge(new Waiting(key.cluster(), why(wait)), 1, Integer::sum));
    List<MultiGauge.Row<?>> rows = new ArrayList<>();
    counts.forEach((place, count) ->
        rows.add(
            MultiGauge.Row.of(Tags.of("cluster", place.cluster(), "why", place.why()), count)));
    waiting.register(rows, true);
  }

  private static String why(Wait wait) {
    return switch (wait) {
      case Wait.After _ -> "order";
      case Wait.Settling _ -> "settling";
      case Wait.Sent _ -> "acknowledgement";
      case Wait.Unreachable _ -> "agent";
      case Wait.Frozen _ -> "frozen";
      case Wait.Held _ -> "held";
      case Wait.Refused _ -> "refused";
    };
  }
}
