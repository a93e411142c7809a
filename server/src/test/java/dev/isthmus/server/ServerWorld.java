package dev.isthmus.server;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.isthmus.api.ObjectKey;
import dev.isthmus.api.ObjectKind;
import dev.isthmus.api.ObjectRef;
import dev.isthmus.api.port.Authority;
import dev.isthmus.api.port.Down;
import dev.isthmus.api.port.ObservedKinds;
import dev.isthmus.api.port.ObservedObject;
import dev.isthmus.api.port.Up;
import dev.isthmus.delivery.Brake;
import dev.isthmus.delivery.Ownership;
import dev.isthmus.testing.Yaml;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;

/** A server's core by hand, and clusters whose agents carry out all orders when a test says so. */
final class ServerWorld {
  static final ServerConfig CONFIG =
      new ServerConfig(
          "mgmt",
          ServerConfig.NAMESPACE,
          new Ownership(new byte[32], "test"),
          Brake.DEFAULT,
          ServerConfig.CLAIM_GRACE,
          ObservedKinds.ALL,
          ObservedKinds.UNTRANSLATED);

  static final Instant CERTIFIED = Instant.parse("2026-01-02T00:00:00Z");

  final ServerCore core;
  Instant now = Instant.parse("2026-01-01T00:00:00Z");
  final List<ServerEffect> effects = new ArrayList<>();
  final Map<String, SortedMap<ObjectRef, ObservedObject>> clusters = new TreeMap<>();
  private final Map<String, Long> connections = new HashMap<>();
  private final Map<String, Long> sequences = new HashMap<>();
  private final Map<String, String> uids = new HashMap<>();
  int version = 100;
  private long lastConnection;

  ServerWorld(Memory memory) {
    core = new ServerCore(CONFIG, memory);
    on(new ServerEvent.Leads(memory.authority().epoch() + 1));
  }

  /** A management cluster, and two others with so many federated services in the second. */
  static ServerWorld withServices(int count) {
    ServerWorld world = new ServerWorld(Memory.NONE);
    world.add("mgmt", TwoClusters.management("front", "back"));
    for (String cluster : List.of("cluster1", "cluster2")) {
      world.add(cluster, TwoClusters.each("front", "back"));
    }
    world.add("cluster1", SETTINGS);
    for (int i = 0; i < count; i++) {
      world.add("cluster2", SERVICE.replace("NAME", "s" + i));
    }
    return world;
  }

  void on(ServerEvent event) {
    effects.addAll(core.on(event, now));
  }

  void add(String cluster, String yaml) {
    SortedMap<ObjectRef, ObservedObject> there = there(cluster);
    for (ObjectNode json : Yaml.documents(yaml)) {
      ObjectKey key =
          new ObjectKey(
              cluster,
              json.path("metadata").path("namespace").asText(""),
              json.path("metadata").path("name").asText());
      ObjectKind kind = ObjectKind.of(json.path("apiVersion").asText(), json.path("kind").asText());
      ObjectRef ref = new ObjectRef(kind, key);
      there.put(ref, new ObservedObject(ref, "uid-of-" + key.name(), json));
    }
  }

  SortedMap<ObjectRef, ObservedObject> there(String cluster) {
    return clusters.computeIfAbsent(cluster, _ -> new TreeMap<>());
  }

  /** All agents connect, and carry out orders until there are none. */
  ServerWorld settled() {
    List.copyOf(clusters.keySet()).forEach(this::connect);
    settle();
    return this;
  }

  void connect(String cluster) {
    hello(cluster, Authority.NONE);
    ObservedKinds.ALL.forEach(kind -> snapshot(cluster, kind));
    say(cluster, new Up.Applied(Authority.NONE, List.of(), List.of()));
  }

  /** A new connection that has said Hello only. */
  long hello(String cluster, Authority obeyed) {
    connections.put(cluster, ++lastConnection);
    on(new ServerEvent.Connected(lastConnection, cluster, Optional.of(CERTIFIED)));
    String uid = uids.getOrDefault(cluster, "uid-of-" + cluster);
    say(cluster, new Up.Hello(1, uid, obeyed, false, "test", "process-" + cluster));
    return lastConnection;
  }

  /** The number of a cluster's last connection. */
  long connection(String cluster) {
    return connections.getOrDefault(cluster, -1L);
  }

  void rebuild(String cluster) {
    uids.put(cluster, "another");
  }

  /** The list of a kind, as it is now; at a version that a test may choose. */
  void snapshot(String cluster, ObjectKind kind) {
    snapshot(cluster, kind, version++);
  }

  void snapshot(String cluster, ObjectKind kind, int at) {
    long sequence = sequences.merge(cluster + kind, 1L, Long::sum);
    List<ObservedObject> all =
        there(cluster).values().stream().filter(o -> o.ref().kind().equals(kind)).toList();
    say(cluster, new Up.Snapshot(kind, sequence, Integer.toString(at), all));
  }

  void delta(String cluster, ObjectKind kind, List<ObservedObject> puts, List<ObjectRef> gone) {
    long sequence = sequences.merge(cluster + kind, 1L, Long::sum);
    String at = Integer.toString(version++);
    say(cluster, new Up.Delta(kind, sequence - 1, sequence, at, puts, gone));
  }

  void say(String cluster, Up message) {
    on(new ServerEvent.Said(connection(cluster), message));
  }

  /** The orders that were given since the last call. */
  Map<String, List<Down.Desired>> orders() {
    Map<String, List<Down.Desired>> orders = new TreeMap<>();
    for (ServerEffect effect : effects) {
      if (effect instanceof ServerEffect.Tell(long to, Down.Desired desired)) {
        connections.forEach((cluster, connection) -> {
          if (connection == to) {
            orders.computeIfAbsent(cluster, _ -> new ArrayList<>()).add(desired);
          }
        });
      }
    }
    effects.clear();
    return orders;
  }

  /** How many writes it takes until nothing is ordered any more. */
  int settle() {
    return settle(Duration.ofSeconds(2));
  }

  /** The same, where so much time passes when nothing is ordered. */
  int settle(Duration pause) {
    int writes = 0;
    Map<String, List<Down.Desired>> orders = next(pause);
    while (!orders.isEmpty()) {
      for (Map.Entry<String, List<Down.Desired>> entry : orders.entrySet()) {
        for (Down.Desired desired : entry.getValue()) {
          carryOut(entry.getKey(), desired);
          writes += desired.puts().size() + desired.deletes().size();
        }
      }
      orders = next(pause);
    }
    return writes;
  }

  /** The orders that were given, or those that come once all has settled that was carried out. */
  private Map<String, List<Down.Desired>> next(Duration pause) {
    Map<String, List<Down.Desired>> orders = orders();
    if (orders.isEmpty()) {
      now = now.plus(pause);
      on(new ServerEvent.Woken());
      orders = orders();
    }
    return orders;
  }

  void carryOut(String cluster, Down.Desired desired) {
    List<ObjectRef> refs = new ArrayList<>();
    desired
        .puts()
        .forEach(put -> {
          ObservedObject object = new ObservedObject(put.ref(), "uid", put.json());
          there(cluster).put(put.ref(), object);
          refs.add(put.ref());
          delta(cluster, put.ref().kind(), List.of(object), List.of());
        });
    desired
        .deletes()
        .forEach(delete -> {
          there(cluster).remove(delete.ref());
          refs.add(delete.ref());
          delta(cluster, delete.ref().kind(), List.of(), List.of(delete.ref()));
        });
    say(cluster, new Up.Applied(desired.authority(), refs, List.of()));
  }

  /** Services of cluster2 are not there any more; nobody was told yet. */
  void loseServices() {
    there("cluster2")
        .keySet()
        .removeIf(
            ref -> ref.kind().equals(ObjectKind.SERVICE) && ref.key().namespace().equals("back"));
  }

  static final String SETTINGS =
      """
      {apiVersion: admin.gloo.solo.io/v2, kind: WorkspaceSettings, metadata: {name: shop, namespace: front}, spec: {options: {federation: {enabled: true, serviceSelector: [{labels: {federated: "yes"}}]}}}}
      """;

  static final String SERVICE =
      """
      {apiVersion: v1, kind: Service, metadata: {name: NAME, namespace: back, labels: {federated: "yes"}}, spec: {selector: {app: NAME}, ports: [{name: http, port: 9080, targetPort: 8080}]}}
      ---
      {apiVersion: v1, kind: Pod, metadata: {name: NAME-pod, namespace: back, labels: {app: NAME}}, spec: {serviceAccountName: NAME, containers: [{name: all}]}, status: {phase: Running}}
      """;
}
