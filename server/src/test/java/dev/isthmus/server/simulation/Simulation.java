package dev.isthmus.server.simulation;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.isthmus.api.ObjectKey;
import dev.isthmus.api.ObjectKind;
import dev.isthmus.api.ObjectRef;
import dev.isthmus.api.port.DesiredObject;
import dev.isthmus.api.port.Observation;
import dev.isthmus.api.port.ObservedKinds;
import dev.isthmus.api.port.StoredObject;
import dev.isthmus.api.port.Up;
import dev.isthmus.api.port.Write;
import dev.isthmus.api.port.WriteResult;
import dev.isthmus.api.read.ResourceReader;
import dev.isthmus.delivery.Brake;
import dev.isthmus.delivery.Facts;
import dev.isthmus.delivery.IstioKey;
import dev.isthmus.delivery.Ownership;
import dev.isthmus.istio.IstioObject;
import dev.isthmus.server.Memory;
import dev.isthmus.server.ServerConfig;
import dev.isthmus.server.ServerEvent;
import dev.isthmus.testing.Edit;
import dev.isthmus.testing.ObjectId;
import dev.isthmus.testing.Scenario;
import dev.isthmus.translate.Change;
import dev.isthmus.translate.Output;
import dev.isthmus.translate.OutputKey;
import dev.isthmus.translate.Translation;
import dev.isthmus.translate.Translator;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/** One run: a random environment, edits and faults, and at the end all is as it should be. */
final class Simulation {
  private static final String LABEL = "reconciler.mesh.gloo.solo.io/name";
  private static final ResourceReader READER = new ResourceReader();

  final Scheduler scheduler;
  final ServerConfig config;
  final Checks checks;
  final SortedMap<String, SimCluster> clusters = new TreeMap<>();
  final List<SimAgent> agents = new ArrayList<>();
  final Map<Fault, SortedMap<String, Integer>> coverage;
  private final List<SimServer> servers = new ArrayList<>();
  private final Map<String, SimCluster.Backup> backups = new TreeMap<>();
  private final Map<Long, SimServer> accepted = new TreeMap<>();
  private final Map<Fault, Double> apiFaults = new EnumMap<>(Fault.class);
  private final SortedMap<String, Integer> truncated = new TreeMap<>();
  private final Scenario scenario;
  private SortedSet<String> broken = new TreeSet<>();

  /** Hosts of objects of ours that were changed behind our back: they may be broken for a while. */
  private final SortedSet<String> tampered = new TreeSet<>();

  private Memory saved = Memory.NONE;
  private Memory old = Memory.NONE;
  private long epoch;
  private long connections;
  private long processes;
  final List<String> faults = new ArrayList<>();
  int writes;
  private final Approving approvals;

  Simulation(
      Scenario scenario, String management, Map<Fault, SortedMap<String, Integer>> coverage) {
    this.scenario = scenario;
    this.coverage = coverage;
    scheduler = new Scheduler(scenario.seed());
    byte[] key = new byte[32];
    key[0] = 7;
    Ownership ownership = new Ownership(key, "test");
    config = new ServerConfig(management, ownership, Brake.DEFAULT, ObservedKinds.ALL);
    checks = new Checks(ownership);
    cluster(management);
    scenario.objects().forEach((id, object) -> put(id, object));
    clusters.values().forEach(cluster -> agents.add(agent(cluster)));
    servers.add(new SimServer(this, config, Memory.NONE));
    approvals = new Approving(config, cluster(management));
  }

  private SimCluster cluster(String name) {
    return clusters.computeIfAbsent(name, SimCluster::new);
  }

  private SimAgent agent(SimCluster cluster) {
    return new SimAgent(this, cluster, "process-" + processes++);
  }

  private void put(ObjectId id, ObjectNode object) {
    ObjectRef ref = ref(id);
    boolean named =
        object.path("metadata").path("name").asText().equals(id.name())
            && object.path("metadata").path("namespace").asText("").equals(id.namespace())
            && object.path("kind").asText().equals(id.kind())
            && object.path("apiVersion").asText().equals(id.apiVersion());
    if (ObservedKinds.ALL.contains(ref.kind()) && named) {
      cluster(id.cluster()).put(ref, object);
    }
  }

  private static ObjectRef ref(ObjectId id) {
    return new ObjectRef(
        ObjectKind.of(id.apiVersion(), id.kind()),
        new ObjectKey(id.cluster(), id.namespace(), id.name()));
  }

  void run() {
    runFor(Duration.ofSeconds(20));
    saved = leader().memory();
    old = saved;
    for (SimCluster cluster : clusters.values()) {
      backups.put(cluster.name, cluster.backup());
    }
    for (Edit edit : scenario.edits()) {
      for (int i = scheduler.random.nextInt(3); i > 0; i--) {
        fault(pick(List.of(Fault.values())));
        runFor(scheduler.delay(4_000));
      }
      faults.add(now() + " edit: " + edit);
      edit.after()
          .ifPresentOrElse(
              object -> put(edit.object(), object),
              () -> {
                if (clusters.containsKey(edit.object().cluster())) {
                  cluster(edit.object().cluster()).delete(ref(edit.object()));
                }
              });
      broken = checks.broken(clusters.values());
      runFor(scheduler.delay(3_000));
      if (scheduler.chance(0.5)) {
        saved = leader().memory();
      }
    }
    finish();
  }

  private void finish() {
    heal();
    for (int i = 0; i < 4; i++) {
      runFor(Duration.ofMinutes(12));
      approvals.approve(leader().pending.keySet());
    }
    runFor(Duration.ofMinutes(12));
    approvals.mustBeEmpty(leader().pending);
    leader().event(new ServerEvent.Approved(""));
    runFor(Duration.ofMinutes(12));
    clusters.values().forEach(this::mustBeReadable);
    runFor(Duration.ofMinutes(2));
    leader().event(new ServerEvent.Approved(""));
    runFor(Duration.ofMinutes(12));
    Translation fresh = fresh();
    new Ending(this).check(fresh);
    new StatusEnding(this, fresh).check();
    int before = writes;
    agents.stream()
        .filter(a -> a.alive)
        .forEach(a -> config.kinds().forEach(kind -> a.loseWatch(kind, true)));
    runFor(Duration.ofMinutes(2));
    Checks.must(writes == before, "what is right is not written again");
  }

  /** Objects that cannot be read keep their last good form: only history tells which. */
  private void mustBeReadable(SimCluster cluster) {
    for (StoredObject object : List.copyOf(cluster.objects().values())) {
      if (READER.read(cluster.name, object.json()).resource().isEmpty()) {
        cluster.delete(object.ref());
      }
    }
  }

  private Translation fresh() {
    List<Change> changes = new ArrayList<>();
    clusters.values().forEach(cluster -> add(changes, cluster));
    return Translator.create().apply(changes);
  }

  private void add(List<Change> changes, SimCluster cluster) {
    for (StoredObject object : cluster.objects().values()) {
      add(changes, cluster, object.ref(), object.json());
    }
  }

  private void add(List<Change> changes, SimCluster cluster, ObjectRef ref, ObjectNode object) {
    if (!checks.isOurs(cluster, ref, object)) {
      ObjectNode json = object.deepCopy();
      if (json.path("metadata").path("labels") instanceof ObjectNode labels) {
        labels.remove(LABEL);
      }
      READER.read(cluster.name, json).resource().map(Change::of).ifPresent(changes::add);
    }
  }

  /** What a server would want if it knew what these clusters hold, too. */
  @Nullable IstioObject wanted(Memory known, Set<String> unknown, IstioKey key) {
    List<Change> changes = new ArrayList<>();
    known
        .clusters()
        .forEach((name, memory) ->
            memory
                .kinds()
                .values()
                .forEach(kind ->
                    kind.objects().forEach(o -> add(changes, cluster(name), o.ref(), o.json()))));
    unknown.forEach(name -> add(changes, cluster(name)));
    Output output =
        Translator.create()
            .apply(changes)
            .outputs()
            .get(new OutputKey(key.cluster(), key.namespace(), key.kind(), key.name()));
    return output == null ? null : output.toIstio();
  }

  private void heal() {
    apiFaults.clear();
    truncated.clear();
    for (int i = 1; i < servers.size(); i++) {
      servers.get(i).die();
    }
    SortedSet<String> seen = new TreeSet<>();
    for (SimAgent agent : agents) {
      if (agent.alive && !seen.add(agent.cluster.name)) {
        agent.die();
      } else if (agent.alive) {
        agent.allow();
        agent.heal();
        config.kinds().forEach(kind -> agent.loseWatch(kind, false));
      }
    }
  }

  void runFor(Duration time) {
    scheduler.runUntil(scheduler.now().plus(time));
  }

  SimServer leader() {
    return servers.getFirst();
  }

  boolean isZombie(SimServer server) {
    return server != servers.getFirst();
  }

  boolean isRegistered(String cluster) {
    return cluster(config.management()).objects().keySet().stream()
        .anyMatch(ref ->
            ref.kind().equals(ObjectKind.KUBERNETES_CLUSTER) && ref.key().name().equals(cluster));
  }

  long raiseEpoch(long above) {
    epoch = Math.max(epoch, above) + 1;
    return epoch;
  }

  boolean accept(SimAgent agent) {
    List<SimServer> up = servers.stream().filter(s -> s.alive).toList();
    if (up.isEmpty()) {
      return false;
    }
    SimServer server = up.get(scheduler.random.nextInt(up.size()));
    agent.connection = connections++;
    accepted.put(agent.connection, server);
    server.accept(agent, agent.connection);
    return agent.connection >= 0;
  }

  void up(long connection, Up message) {
    Objects.requireNonNull(accepted.get(connection)).said(connection, message);
  }

  void down(long connection) {
    Objects.requireNonNull(accepted.get(connection)).gone(connection);
  }

  Observation.Listed list(SimCluster cluster, ObjectKind kind) {
    Observation.Listed list = cluster.list(kind);
    Integer kept = truncated.remove(cluster.name);
    if (kept == null) {
      return list;
    }
    covered(Fault.TRUNCATED_LIST, "list " + kind.kind());
    int size = list.objects().size() * kept / 4;
    return new Observation.Listed(kind, list.objects().subList(0, size), list.resourceVersion());
  }

  /** A write reaches an API server, or not. */
  WriteResult write(SimCluster cluster, Write write) {
    for (Map.Entry<Fault, Double> fault : apiFaults.entrySet()) {
      if (scheduler.chance(fault.getValue())) {
        covered(fault.getKey(), write.getClass().getSimpleName());
        return switch (fault.getKey()) {
          case CONFLICT -> new WriteResult.Conflict("somebody was first");
          case THROTTLED -> new WriteResult.Throttled(Duration.ofSeconds(2));
          case FORBIDDEN -> new WriteResult.Forbidden("403");
          case INVALID -> new WriteResult.Invalid("422");
          case DONE_UNKNOWN -> {
            carryOut(cluster, write);
            yield new WriteResult.Unknown("time-out");
          }
          default -> new WriteResult.Unknown("503");
        };
      }
    }
    return carryOut(cluster, write);
  }

  private WriteResult carryOut(SimCluster cluster, Write write) {
    checks.before(cluster, write);
    WriteResult result = cluster.write(write);
    if (result instanceof WriteResult.Stored || result instanceof WriteResult.Deleted) {
      writes++;
      if (write instanceof Write.ApplyStatus) {
        return result; // no traffic depends on it
      }
      checks.after(cluster, write);
      SortedSet<String> now = checks.broken(clusters.values());
      SortedSet<String> newly = new TreeSet<>(now);
      newly.removeAll(broken);
      newly.removeIf(text -> tampered.stream().anyMatch(host -> text.contains(" " + host)));
      Checks.must(newly.isEmpty(), "make before break: " + newly + " after " + write);
      broken = now;
    }
    return result;
  }

  private void covered(Fault fault, String call) {
    coverage.computeIfAbsent(fault, _ -> new TreeMap<>()).merge(call, 1, Integer::sum);
  }

  private <T> T pick(List<T> all) {
    return all.get(scheduler.random.nextInt(all.size()));
  }

  private void fault(Fault fault) {
    List<SimAgent> alive = agents.stream().filter(a -> a.alive).toList();
    SimAgent agent = pick(alive);
    faults.add(now() + " " + fault + " (" + agent.cluster.name + ")");
    switch (fault) {
      case PARTITION -> {
        agent.partition();
        int[] seconds = {1, 30, 3_600, 604_800};
        scheduler.at(
            scheduler.in(Duration.ofSeconds(seconds[scheduler.random.nextInt(4)])),
            "heals",
            agent::heal);
        covered(fault, "connection");
      }
      case AGENT_RESTART -> {
        agent.die();
        agents.add(agent(agent.cluster));
        covered(fault, "process");
      }
      case TWO_AGENTS -> {
        agents.add(agent(agent.cluster));
        covered(fault, "connection");
      }
      case CLOCK_SKEW -> {
        agent.skew = Duration.ofSeconds(scheduler.random.nextInt(7200) - 3600);
        covered(fault, "time-out");
      }
      case SERVER_RESTART -> restart(fault, leader().memory());
      case SERVER_WITHOUT_RECORD -> restart(fault, Memory.NONE);
      case SERVER_RESTORED -> restart(fault, scheduler.chance(0.5) ? saved : old);
      case TWO_LEADERS -> {
        SimServer former = leader();
        servers.addFirst(new SimServer(this, config, former.memory()));
        covered(fault, "connection");
      }
      case WATCH_LOST -> {
        agent.loseWatch(pick(config.kinds()), scheduler.chance(0.5));
        covered(fault, "watch");
      }
      case KIND_FORBIDDEN -> {
        agent.forbid(pick(config.kinds()));
        scheduler.at(scheduler.in(scheduler.delay(60_000)), "allows", agent::allow);
        covered(fault, "list");
      }
      case TRUNCATED_LIST -> {
        truncated.put(agent.cluster.name, scheduler.random.nextInt(4));
        agent.loseWatch(pick(config.kinds()), false);
      }
      case CLUSTER_ROLLED_BACK -> rollBack(agent.cluster, fault);
      case CLUSTER_REBUILT -> rebuild(agent.cluster);
      case PROOF_STRIPPED, PROOF_COPIED, LABELS_STRIPPED, OURS_DELETED, OURS_EDITED, NAME_TAKEN ->
          tamper(agent.cluster, fault);
      case CONFLICT, THROTTLED, FAILED, DONE_UNKNOWN, FORBIDDEN, INVALID -> {
        apiFaults.put(fault, 0.5);
        scheduler.at(scheduler.in(scheduler.delay(8_000)), "api heals", apiFaults::clear);
      }
    }
    broken = checks.broken(clusters.values());
  }

  private void restart(Fault fault, Memory memory) {
    SimServer former = leader();
    former.die();
    servers.remove(former);
    servers.addFirst(new SimServer(this, config, memory));
    covered(fault, "process");
  }

  private void rollBack(SimCluster cluster, Fault fault) {
    SimCluster.Backup backup = backups.get(cluster.name);
    if (backup != null) {
      cluster.objects().values().forEach(object -> tampers(cluster, object));
      cluster.restore(backup);
      cluster.objects().values().forEach(object -> tampers(cluster, object));
      relist(cluster);
      covered(fault, "list");
    }
  }

  private void rebuild(SimCluster cluster) {
    cluster.objects().values().forEach(object -> tampers(cluster, object));
    cluster.uid = cluster.uid + "'";
    for (StoredObject object : List.copyOf(cluster.objects().values())) {
      if (ObservedKinds.GENERATED.contains(object.ref().kind())) {
        cluster.delete(object.ref());
      }
    }
    for (SimAgent agent : List.copyOf(agents)) {
      if (agent.alive && agent.cluster == cluster) {
        agent.die();
      }
    }
    agents.add(agent(cluster));
    covered(Fault.CLUSTER_REBUILT, "list");
  }

  private void relist(SimCluster cluster) {
    for (SimAgent agent : agents) {
      if (agent.alive && agent.cluster == cluster) {
        config.kinds().forEach(kind -> agent.loseWatch(kind, true));
      }
    }
  }

  /** Somebody else changes this object of ours, or takes it away. */
  private void tampers(SimCluster cluster, StoredObject object) {
    IstioObject ours = checks.isOurs(cluster, object) ? Checks.read(object) : null;
    for (String fact : Facts.of(ours)) {
      String[] words = fact.split(" ", -1);
      if (words[0].equals("host") || words[0].equals("destination")) {
        tampered.add(words[1]);
      }
    }
  }

  private void tamper(SimCluster cluster, Fault fault) {
    List<StoredObject> ours =
        cluster.objects().values().stream().filter(o -> checks.isOurs(cluster, o)).toList();
    if (ours.isEmpty()) {
      return;
    }
    StoredObject object = pick(ours);
    ObjectNode json = object.json().deepCopy();
    covered(fault, object.ref().kind().kind());
    tampers(cluster, object);
    switch (fault) {
      case PROOF_STRIPPED -> {
        ((ObjectNode) json.path("metadata").path("annotations")).remove(DesiredObject.PROOF);
        cluster.put(object.ref(), json);
      }
      case LABELS_STRIPPED -> {
        ((ObjectNode) json.path("metadata")).remove("labels");
        cluster.put(object.ref(), json);
      }
      case PROOF_COPIED -> {
        ((ObjectNode) json.path("metadata")).put("name", "a-copy");
        ObjectKey key = object.ref().key();
        cluster.put(
            new ObjectRef(
                object.ref().kind(), new ObjectKey(key.cluster(), key.namespace(), "a-copy")),
            json);
      }
      case OURS_EDITED -> {
        ((ObjectNode) json.path("spec")).remove("exportTo");
        cluster.put(object.ref(), json);
      }
      case NAME_TAKEN -> {
        cluster.delete(object.ref());
        ((ObjectNode) json.path("metadata")).remove(List.of("annotations", "labels"));
        cluster.put(object.ref(), json);
      }
      default -> cluster.delete(object.ref());
    }
  }

  static Map<Fault, SortedMap<String, Integer>> noCoverage() {
    return new EnumMap<>(Fault.class);
  }

  Instant now() {
    return scheduler.now();
  }
}
