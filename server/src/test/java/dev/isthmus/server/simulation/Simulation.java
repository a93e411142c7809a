package dev.isthmus.server.simulation;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.isthmus.api.ObjectKey;
import dev.isthmus.api.ObjectKind;
import dev.isthmus.api.ObjectRef;
import dev.isthmus.api.port.ObservedKinds;
import dev.isthmus.api.port.StoredObject;
import dev.isthmus.api.port.Up;
import dev.isthmus.api.port.Write;
import dev.isthmus.api.port.WriteResult;
import dev.isthmus.api.read.ResourceReader;
import dev.isthmus.delivery.Brake;
import dev.isthmus.delivery.Ownership;
import dev.isthmus.server.Memory;
import dev.isthmus.server.ServerConfig;
import dev.isthmus.server.ServerEvent;
import dev.isthmus.testing.Edit;
import dev.isthmus.testing.ObjectId;
import dev.isthmus.testing.Scenario;
import dev.isthmus.translate.Change;
import dev.isthmus.translate.Translation;
import dev.isthmus.translate.Translator;
import dev.isthmus.translate.precedent.Standing;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;

/** One run: a random environment, edits and faults, and at the end all is as it should be. */
final class Simulation {
  private static final String LABEL = "reconciler.mesh.gloo.solo.io/name";
  private static final ResourceReader READER = new ResourceReader();

  final Scheduler scheduler;
  final ServerConfig config;
  final Checks checks;
  final Guesses guesses = new Guesses();
  final SortedMap<String, SimCluster> clusters = new TreeMap<>();
  final List<SimAgent> agents = new ArrayList<>();
  final Coverage coverage;
  final ApiFaults api;
  final Others others;
  private final Faults faults;
  private final List<SimServer> servers = new ArrayList<>();
  private final Map<Long, SimServer> accepted = new TreeMap<>();
  private final List<Happening> happenings;
  private SortedSet<String> broken = new TreeSet<>();
  private long epoch;
  private long connections;
  private long processes;
  final List<String> story = new ArrayList<>();
  int writes;
  private final Approving approvals;

  Simulation(
      Scenario scenario,
      String management,
      List<Happening> happenings,
      Coverage coverage,
      SizeLimit limit) {
    this.happenings = happenings;
    this.coverage = coverage;
    scheduler = new Scheduler(scenario.seed());
    byte[] key = new byte[32];
    key[0] = 7;
    Ownership ownership = new Ownership(key, "test");
    config = new ServerConfig(management, ownership, Brake.DEFAULT, ObservedKinds.ALL);
    checks = new Checks(ownership);
    api = new ApiFaults(scheduler, coverage, limit);
    others = new Others(this);
    faults = new Faults(this);
    cluster(management);
    scenario.objects().forEach((id, object) -> put(id, object));
    clusters.values().forEach(this::start);
    servers.add(new SimServer(this, config, Memory.NONE));
    approvals = new Approving(config, cluster(management));
  }

  SimCluster cluster(String name) {
    return clusters.computeIfAbsent(name, SimCluster::new);
  }

  /** Another agent of this cluster begins. */
  void start(SimCluster cluster) {
    agents.add(new SimAgent(this, cluster, "process-" + processes++));
  }

  void later(Duration delay, Runnable run) {
    scheduler.at(scheduler.in(delay), List.of("later"), run);
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
    faults.backUp();
    for (Happening happening : happenings) {
      story.add(scheduler.now() + " " + happening);
      switch (happening) {
        case Happening.Broken fault -> {
          faults.happen(fault);
          broken = checks.broken(clusters.values());
          pause();
        }
        case Happening.Edited edited -> {
          edit(edited.edit());
          broken = checks.broken(clusters.values());
          pause();
          if (scheduler.chance(0.5)) {
            faults.save();
          }
        }
        case Happening.Done done -> {
          done.act().accept(this);
          broken = checks.broken(clusters.values());
        }
      }
    }
    finish();
  }

  /** Until all has settled, or for a moment only, or until a write is under way. */
  private void pause() {
    Duration time = scheduler.delay(scheduler.chance(0.3) ? 200 : 4_000);
    if (scheduler.chance(0.3)) {
      scheduler.runUntil(
          scheduler.in(time), () -> agents.stream().anyMatch(a -> a.alive && a.isWriting()));
      runFor(scheduler.delay(40));
    } else {
      runFor(time);
    }
  }

  private void edit(Edit edit) {
    edit.after()
        .ifPresentOrElse(
            object -> put(edit.object(), object),
            () -> {
              if (clusters.containsKey(edit.object().cluster())) {
                cluster(edit.object().cluster()).delete(ref(edit.object()));
              }
            });
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
    leader()
        .core
        .memory()
        .ledger()
        .titles()
        .forEach((title, holder) ->
            Checks.must(
                Optional.of(Standing.DECIDES).equals(fresh.restanding().get(title)),
                "nothing is kept for who is gone: " + title + " for " + holder));
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
    return Translator.create().apply(changes, leader().core.precedents());
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

  /** What a server would make of what it knows if it knew what these clusters hold, too. */
  Translation translate(Memory known, Set<String> unknown) {
    List<Change> changes = new ArrayList<>();
    known
        .clusters()
        .forEach((name, memory) ->
            memory
                .kinds()
                .values()
                .forEach(kind ->
                    kind.objects()
                        .forEach(o -> add(changes, cluster(name), o.ref(), o.observed().json()))));
    unknown.forEach(name -> add(changes, cluster(name)));
    return Translator.create().apply(changes, known.ledger().precedents());
  }

  private void heal() {
    api.healAll();
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
    scheduler.runUntil(scheduler.in(time), () -> false);
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

  /** A write reaches an API server, or not. */
  WriteResult write(SimCluster cluster, Write write) {
    return api.answer(write, () -> carryOut(cluster, write));
  }

  private WriteResult carryOut(SimCluster cluster, Write write) {
    if (write.ref().kind().kind().equals("Event")) {
      return new WriteResult.AlreadyExists(); // for people; nothing depends on it
    }
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
      newly.removeIf(text -> others.changedOneOf(text));
      Checks.must(newly.isEmpty(), "make before break: " + newly + " after " + write);
      broken = now;
    }
    return result;
  }

  /** The leader's process begins anew, with this record. */
  void restart(Memory memory) {
    SimServer former = leader();
    former.die();
    servers.remove(former);
    servers.addFirst(new SimServer(this, config, memory));
  }

  /** Another server leads, and the former one does not know. */
  void secondLeader() {
    servers.addFirst(new SimServer(this, config, leader().memory()));
  }
}
