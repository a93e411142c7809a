package dev.isthmus.bench.live;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.isthmus.api.ObjectKind;
import dev.isthmus.api.ObjectRef;
import dev.isthmus.api.port.Authority;
import dev.isthmus.api.port.DesiredObject;
import dev.isthmus.api.port.Down;
import dev.isthmus.api.port.ObservedKinds;
import dev.isthmus.api.port.ObservedObject;
import dev.isthmus.api.port.Up;
import dev.isthmus.bench.Cost;
import dev.isthmus.bench.Samples;
import dev.isthmus.delivery.Brake;
import dev.isthmus.delivery.Ownership;
import dev.isthmus.server.Memory;
import dev.isthmus.server.ServerConfig;
import dev.isthmus.server.ServerCore;
import dev.isthmus.server.ServerEffect;
import dev.isthmus.server.ServerEvent;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Deque;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;

/** A server's core, and agents that carry out each order at once; time passes by hand. */
final class LiveWorld {
  /** After so long everything that was carried out has settled. */
  private static final Duration SETTLED = Duration.ofSeconds(3);

  private static final ServerConfig CONFIG =
      new ServerConfig(
          "mgmt",
          ServerConfig.NAMESPACE,
          new Ownership(new byte[32], "bench"),
          Brake.DEFAULT,
          ServerConfig.CLAIM_GRACE,
          ObservedKinds.ALL,
          ObservedKinds.UNTRANSLATED);

  /** So many events that wait together are decided at most once, as the server's shell has it. */
  private static final int ROW = Integer.getInteger("row", 64);

  private static final ObjectMapper JSON = JsonMapper.builder().build();

  private record Order(String cluster, Down.Desired desired) {}

  private record Event(String what, ServerEvent event) {}

  final ServerCore core = new ServerCore(CONFIG, Memory.NONE);

  /** What each event since the last {@link #forget} has cost, by what it was. */
  private final Map<String, Samples> costs = new LinkedHashMap<>();

  private final List<String> clusters = new ArrayList<>();
  private final Map<String, Long> sequences = new HashMap<>();
  private final Deque<Order> orders = new ArrayDeque<>();

  /** Events that wait, while they are gathered. */
  private final Deque<Event> row = new ArrayDeque<>();

  private boolean gathers;
  private Instant now = Instant.parse("2026-01-01T00:00:00Z");
  private long version = 1_000_000;
  private int writes;
  private int waiting;

  LiveWorld() throws IOException {
    on("leads", new ServerEvent.Leads(1));
  }

  /**
   * All agents connect and report what their clusters hold, at once; then all orders are carried
   * out, and what agents say of it comes at once too.
   *
   * @param away a cluster whose agent has gone before it was told anything; empty: none
   */
  void start(Collection<ObservedObject> objects, String away) throws IOException {
    SortedMap<String, Map<ObjectKind, Map<ObjectRef, ObservedObject>>> all = new TreeMap<>();
    for (ObservedObject object : objects) {
      all.computeIfAbsent(object.ref().key().cluster(), _ -> new TreeMap<>())
          .computeIfAbsent(object.ref().kind(), _ -> new TreeMap<>())
          .put(object.ref(), object);
    }
    gathers = true;
    for (var cluster : all.entrySet()) {
      connect(cluster.getKey(), cluster.getValue());
    }
    if (!away.isEmpty()) {
      on("gone", new ServerEvent.Gone(clusters.indexOf(away)));
    }
    carryOutAll();
    gathers = false;
    waiting = core.waiting().size();
  }

  private void carryOutAll() throws IOException {
    do {
      handleRow();
      while (!orders.isEmpty()) {
        for (int i = orders.size(); i > 0; i--) {
          carryOut(orders.remove());
        }
        handleRow();
      }
      now = now.plus(SETTLED);
      on("woken", new ServerEvent.Woken());
      handleRow();
    } while (!orders.isEmpty());
  }

  /** What waits though all is carried out: for who is away. */
  int waiting() {
    return waiting;
  }

  private void connect(String cluster, Map<ObjectKind, Map<ObjectRef, ObservedObject>> objects)
      throws IOException {
    on("connected", new ServerEvent.Connected(clusters.size(), cluster, Optional.empty()));
    clusters.add(cluster);
    say("hello", cluster, new Up.Hello(1, "uid-of-" + cluster, Authority.NONE, false, "1", "p"));
    for (ObjectKind kind : ObservedKinds.ALL) {
      say(
          "snapshot",
          cluster,
          new Up.Snapshot(
              kind,
              next(cluster, kind),
              Long.toString(version++),
              List.copyOf(objects.getOrDefault(kind, Map.of()).values())));
    }
    say("synced", cluster, new Up.Applied(Authority.NONE, List.of(), List.of()));
  }

  private long next(String cluster, ObjectKind kind) {
    return sequences.merge(cluster + kind, 1L, Long::sum);
  }

  /** An agent tells what changed. */
  Cost delta(String what, String cluster, List<ObservedObject> puts, List<ObjectRef> gone)
      throws IOException {
    ObjectKind kind = puts.isEmpty() ? gone.getFirst().kind() : puts.getFirst().ref().kind();
    long sequence = next(cluster, kind);
    String at = Long.toString(version++);
    return say(what, cluster, new Up.Delta(kind, sequence - 1, sequence, at, puts, gone));
  }

  private Cost say(String what, String cluster, Up message) throws IOException {
    return on(what, new ServerEvent.Said(clusters.indexOf(cluster), message));
  }

  private Cost on(String what, ServerEvent event) throws IOException {
    if (gathers) {
      row.add(new Event(what, event));
      return Cost.NONE;
    }
    return on(what, event, false);
  }

  private void handleRow() throws IOException {
    for (int i = 1; !row.isEmpty(); i++) {
      Event next = row.remove();
      on(next.what(), next.event(), !row.isEmpty() && i % ROW != 0);
    }
  }

  private Cost on(String what, ServerEvent event, boolean more) throws IOException {
    List<ServerEffect> effects = new ArrayList<>();
    Cost cost = Cost.of(() -> effects.addAll(core.on(event, now, more)));
    costs.computeIfAbsent(what, _ -> new Samples()).add(cost);
    for (ServerEffect effect : effects) {
      if (effect instanceof ServerEffect.Tell(long to, Down.Desired desired)) {
        orders.add(new Order(clusters.get((int) to), desired));
      }
    }
    return cost;
  }

  /**
   * Agents carry out what was ordered, until nothing is any more.
   *
   * @throws IllegalStateException when something waits then that nothing will bring about
   */
  void settle() throws IOException {
    while (true) {
      while (!orders.isEmpty()) {
        carryOut(orders.remove());
      }
      now = now.plus(SETTLED);
      on("woken", new ServerEvent.Woken());
      if (orders.isEmpty()) {
        if (core.waiting().size() != waiting) {
          throw new IllegalStateException("not all is carried out: " + core.waiting());
        }
        return;
      }
    }
  }

  private void carryOut(Order order) throws IOException {
    Map<ObjectKind, List<ObservedObject>> puts = new TreeMap<>();
    List<ObjectRef> settled = new ArrayList<>();
    for (DesiredObject put : order.desired().puts()) {
      puts.computeIfAbsent(put.ref().kind(), _ -> new ArrayList<>())
          .add(new ObservedObject(put.ref(), "uid", decoded(put.json())));
      settled.add(put.ref());
    }
    for (List<ObservedObject> some : puts.values()) {
      delta("seen", order.cluster(), some, List.of());
    }
    for (Down.Deletion deletion : order.desired().deletes()) {
      delta("seen", order.cluster(), List.of(), List.of(deletion.ref()));
      settled.add(deletion.ref());
    }
    writes += settled.size();
    say(
        "applied",
        order.cluster(),
        new Up.Applied(order.desired().authority(), settled, List.of()));
  }

  /** As it comes from the stream: it shares nothing with what was sent. */
  static ObjectNode decoded(ObjectNode json) throws IOException {
    return (ObjectNode) JSON.readTree(JSON.writeValueAsBytes(json));
  }

  /** What the events since {@link #forget} have cost. */
  Map<String, Samples> costs() {
    return costs;
  }

  /** How many objects were written since. */
  int writes() {
    return writes;
  }

  void forget() {
    costs.clear();
    writes = 0;
  }
}
