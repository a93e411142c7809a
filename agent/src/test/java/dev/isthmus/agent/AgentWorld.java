package dev.isthmus.agent;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.isthmus.api.ObjectKey;
import dev.isthmus.api.ObjectKind;
import dev.isthmus.api.ObjectRef;
import dev.isthmus.api.port.Authority;
import dev.isthmus.api.port.DesiredObject;
import dev.isthmus.api.port.Down;
import dev.isthmus.api.port.Observation;
import dev.isthmus.api.port.ObservedKinds;
import dev.isthmus.api.port.StoredObject;
import dev.isthmus.api.port.Up;
import dev.isthmus.api.port.Write;
import dev.isthmus.api.port.WriteResult;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/** An agent's core by hand: what it sends and says is kept until a test takes it. */
final class AgentWorld {
  static final ObjectKind ENTRY = new ObjectKind("networking.istio.io", "v1beta1", "ServiceEntry");
  static final Authority FIRST = new Authority(1, 1);
  static final ObjectKind UNTRANSLATED = ObservedKinds.UNTRANSLATED.getFirst();
  private static final List<ObjectKind> KINDS =
      List.of(ObjectKind.CONFIG_MAP, ObjectKind.POD, ObjectKind.SERVICE, ENTRY);

  final AgentConfig config;
  final AgentCore core;
  Instant now = Instant.parse("2026-01-01T00:00:00Z");
  private final Map<Long, Write> sent = new LinkedHashMap<>();
  private final List<Up> said = new ArrayList<>();
  private final List<Instant> wakes = new ArrayList<>();
  private final List<ObjectKind> observed = new ArrayList<>();
  private int version = 10;
  boolean hungUp;

  AgentWorld(boolean observing) {
    config =
        new AgentConfig(
            "cluster1",
            "isthmus",
            "process-1",
            "1.0",
            observing,
            KINDS,
            List.of(UNTRANSLATED),
            Set.of(ENTRY));
    core = new AgentCore(config);
  }

  /** An agent that is connected and has claimed the cluster, where nothing is yet. */
  static AgentWorld working() {
    AgentWorld world = new AgentWorld(false);
    world.begin();
    world.connect(FIRST);
    world.claim();
    return world;
  }

  /** The process starts, and each kind is listed. */
  void begin() {
    on(new AgentEvent.Started());
    on(new AgentEvent.ClusterIs("uid-1"));
    KINDS.forEach(kind -> list(kind));
  }

  void connect(Authority authority) {
    on(new AgentEvent.Connected());
    on(new AgentEvent.Told(new Down.Welcome(authority, new TreeMap<>())));
  }

  /** Orders something and answers the write of the claim that it takes. */
  void claim() {
    order(entry("first", "a"));
    answerAll();
    said.clear();
  }

  void on(AgentEvent event) {
    for (AgentEffect effect : core.on(event, now)) {
      switch (effect) {
        case AgentEffect.Send send -> sent.put(send.id(), send.write());
        case AgentEffect.Tell tell -> said.add(tell.message());
        case AgentEffect.WakeAt wake -> wakes.add(wake.time());
        case AgentEffect.Hangup _ -> hungUp = true;
        case AgentEffect.Observe observe -> observed.add(observe.kind());
        case AgentEffect.AskClusterUid _, AgentEffect.Log _ -> {}
      }
    }
  }

  void list(ObjectKind kind, StoredObject... objects) {
    on(
        new AgentEvent.Observed(
            new Observation.Listed(kind, List.of(objects), Integer.toString(version++))));
  }

  /** The kinds of which a list was asked for since the last call. */
  List<ObjectKind> takeObserved() {
    List<ObjectKind> kinds = List.copyOf(observed);
    observed.clear();
    return kinds;
  }

  void order(DesiredObject... puts) {
    told(new Down.Desired(FIRST, List.of(puts), List.of()));
  }

  void told(Down message) {
    on(new AgentEvent.Told(message));
  }

  void pass(Duration time) {
    now = now.plus(time);
    on(new AgentEvent.Woken());
  }

  /** The writes that were sent and are not answered. */
  List<Write> sent() {
    return List.copyOf(sent.values());
  }

  Write onlyWrite() {
    assertThat(sent).hasSize(1);
    return sent().getFirst();
  }

  void answer(WriteResult result) {
    long id = sent.keySet().iterator().next();
    sent.remove(id);
    on(new AgentEvent.Written(id, result));
  }

  /** The first write is carried out; the object as the API server keeps it. */
  StoredObject carryOut() {
    Write write = sent().getFirst();
    ObjectNode json =
        switch (write) {
          case Write.Create create -> create.json();
          case Write.Replace replace -> replace.json();
          case Write.Delete _, Write.ApplyStatus _ -> throw new AssertionError(write.toString());
        };
    StoredObject stored = stored(write.ref(), "uid-" + write.ref().key().name(), json);
    answer(new WriteResult.Stored(stored));
    return stored;
  }

  void answerAll() {
    for (int i = 0; !sent.isEmpty(); i++) {
      assertThat(i).as("writes without end").isLessThan(10);
      carryOut();
    }
  }

  /** An object with the next resourceVersion. */
  StoredObject stored(ObjectRef ref, String uid, ObjectNode json) {
    String number = Integer.toString(version++);
    ObjectNode copy = json.deepCopy();
    copy.withObject("/metadata").put("uid", uid).put("resourceVersion", number);
    return new StoredObject(ref, uid, number, copy);
  }

  void see(StoredObject object) {
    on(new AgentEvent.Observed(new Observation.Put(object)));
  }

  void gone(StoredObject object) {
    on(
        new AgentEvent.Observed(
            new Observation.Gone(object.ref(), object.uid(), Integer.toString(version++))));
  }

  /** What was said since the last call. */
  List<Up> said() {
    List<Up> all = List.copyOf(said);
    said.clear();
    return all;
  }

  /** What was said of orders since the last call of {@link #said}. */
  List<Up.Applied> applied() {
    return said().stream()
        .filter(Up.Applied.class::isInstance)
        .map(Up.Applied.class::cast)
        .toList();
  }

  Instant lastWake() {
    return wakes.getLast();
  }

  static ObjectRef ref(ObjectKind kind, String name) {
    return new ObjectRef(kind, new ObjectKey("cluster1", "shop", name));
  }

  /** A ServiceEntry for a host, with the proof and the hash that it needs. */
  static DesiredObject entry(String name, String host) {
    ObjectNode json = JsonNodeFactory.instance.objectNode();
    json.put("apiVersion", "networking.istio.io/v1beta1").put("kind", "ServiceEntry");
    json.putObject("metadata")
        .put("name", name)
        .put("namespace", "shop")
        .putObject("annotations")
        .put(DesiredObject.PROOF, "proof-" + name)
        .put(DesiredObject.HASH, "hash-" + host);
    json.putObject("spec").putArray("hosts").add(host);
    return new DesiredObject(ref(ENTRY, name), "proof-" + name, "hash-" + host, json);
  }

  static ObjectNode service(String name) {
    ObjectNode json = JsonNodeFactory.instance.objectNode();
    json.put("apiVersion", "v1").put("kind", "Service");
    json.putObject("metadata").put("name", name).put("namespace", "shop");
    json.putObject("spec").put("clusterIP", "10.0.0.1");
    return json;
  }
}
