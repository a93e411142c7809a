package dev.isthmus.server.simulation;

import dev.isthmus.api.port.ObservedKinds;
import dev.isthmus.api.port.StoredObject;
import dev.isthmus.server.Memory;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;

/** Lets things go wrong. */
final class Faults {
  private static final int[] AWAY_SECONDS = {1, 30, 3_600, 604_800};

  private final Simulation simulation;
  private final Map<String, SimCluster.Backup> backups = new TreeMap<>();
  private Memory saved = Memory.NONE;
  private Memory old = Memory.NONE;

  Faults(Simulation simulation) {
    this.simulation = simulation;
  }

  /** Keeps what may be restored later. */
  void backUp() {
    saved = simulation.leader().memory();
    old = saved;
    for (SimCluster cluster : simulation.clusters.values()) {
      backups.put(cluster.name, cluster.backup());
    }
  }

  /** Keeps the server's record as it is now. */
  void save() {
    saved = simulation.leader().memory();
  }

  /** The fault happens to an agent, or its cluster; which one, the seed decides. */
  void happen(Happening.Broken broken) {
    Random random = new Random(broken.seed());
    Fault fault = broken.fault();
    List<SimAgent> alive = simulation.agents.stream().filter(a -> a.alive).toList();
    SimAgent agent = alive.get(random.nextInt(alive.size()));
    met(fault, agent);
    switch (fault) {
      case PARTITION -> away(agent, random);
      case CERTIFICATE_EXPIRED -> {
        agent.cutOff();
        away(agent, random);
      }
      case OLD_MESSAGES -> agent.reconnectAtOnce();
      case AGENT_RESTART -> {
        agent.die();
        simulation.start(agent.cluster);
      }
      case TWO_AGENTS -> simulation.start(agent.cluster);
      case CLOCK_SKEW -> {
        Duration ahead = Duration.ofSeconds(random.nextInt(7200) - 3600);
        if (random.nextInt(4) == 0) {
          simulation.leader().skew(ahead);
        } else {
          agent.skew(ahead);
        }
      }
      case SERVER_RESTART, SERVER_WITHOUT_RECORD, SERVER_RESTORED, SOME_BACK, TWO_LEADERS ->
          server(fault, random);
      case WATCH_LOST, WATCH_REPEATS, KIND_FORBIDDEN, TRUNCATED_LIST ->
          observation(agent, fault, random);
      case CLUSTER_ROLLED_BACK -> rollBack(agent.cluster);
      case CLUSTER_REBUILT -> rebuild(agent.cluster);
      case PROOF_STRIPPED,
          PROOF_COPIED,
          PROOF_FORGED,
          LABELS_STRIPPED,
          LABELS_COPIED,
          OURS_DELETED,
          OURS_EDITED,
          NAME_TAKEN ->
          simulation.others.tamper(agent.cluster, fault, random);
      case MALFORMED -> simulation.others.malform(agent.cluster, random);
      case SHARES_FLIP -> simulation.others.flipShares(agent.cluster, random);
      case CONFLICT, THROTTLED, FAILED, DONE_UNKNOWN, FORBIDDEN, INVALID, TOO_LARGE -> {
        simulation.api.begin(fault);
        simulation.later(Duration.ofMillis(1 + random.nextInt(8_000)), simulation.api::heal);
      }
    }
  }

  /** What agents were doing when it happened, of those faults that meet no call of their own. */
  private void met(Fault fault, SimAgent agent) {
    boolean all = fault.meets == Fault.Meets.ALL_AGENTS;
    if (all || fault.meets == Fault.Meets.AN_AGENT) {
      boolean writing =
          all
              ? simulation.agents.stream().anyMatch(a -> a.alive && a.isWriting())
              : agent.isWriting();
      simulation.coverage.met(fault, writing ? Coverage.WRITING : Coverage.IDLE);
    }
  }

  private void away(SimAgent agent, Random random) {
    agent.partition();
    int seconds = AWAY_SECONDS[random.nextInt(AWAY_SECONDS.length)];
    simulation.later(Duration.ofSeconds(seconds), agent::heal);
  }

  private void server(Fault fault, Random random) {
    switch (fault) {
      case SERVER_RESTART -> simulation.restart(simulation.leader().memory());
      case SERVER_RESTORED -> simulation.restart(random.nextBoolean() ? saved : old);
      case TWO_LEADERS -> simulation.secondLeader();
      case SOME_BACK -> {
        simulation.restart(Memory.NONE);
        for (SimAgent agent : List.copyOf(simulation.agents)) {
          if (agent.alive && random.nextBoolean()) {
            agent.partition();
            simulation.later(Duration.ofSeconds(1 + random.nextInt(60)), agent::heal);
          }
        }
      }
      default -> simulation.restart(Memory.NONE);
    }
  }

  private void observation(SimAgent agent, Fault fault, Random random) {
    var kinds = simulation.config.kinds();
    var kind = kinds.get(random.nextInt(kinds.size()));
    switch (fault) {
      case WATCH_LOST -> agent.loseWatch(kind, random.nextBoolean());
      case WATCH_REPEATS -> {
        var some = agent.listed(/* andTold= */ random.nextBoolean());
        if (!some.isEmpty()) {
          var repeated = some.get(random.nextInt(some.size()));
          agent.repeat(repeated);
          simulation.coverage.met(fault, repeated.kind());
        }
        return;
      }
      case TRUNCATED_LIST -> {
        simulation.api.truncate(agent.cluster.name, random.nextInt(4));
        agent.loseWatch(kind, false);
        return; // it counts when it is listed
      }
      default -> {
        agent.forbid(kind);
        simulation.later(Duration.ofMillis(1 + random.nextInt(60_000)), agent::allow);
      }
    }
    simulation.coverage.met(fault, kind.kind());
  }

  private void rollBack(SimCluster cluster) {
    SimCluster.Backup backup = backups.get(cluster.name);
    if (backup != null) {
      cluster.objects().values().forEach(object -> simulation.others.change(cluster, object));
      boolean another = !cluster.uid.equals(backup.uid());
      cluster.restore(backup);
      cluster.objects().values().forEach(object -> simulation.others.change(cluster, object));
      if (another) {
        startAnew(cluster); // of before it was rebuilt
        return;
      }
      for (SimAgent agent : simulation.agents) {
        if (agent.alive && agent.cluster == cluster) {
          simulation.config.kinds().forEach(kind -> agent.loseWatch(kind, true));
        }
      }
    }
  }

  private void rebuild(SimCluster cluster) {
    cluster.objects().values().forEach(object -> simulation.others.change(cluster, object));
    cluster.uid = cluster.uid + "'";
    for (StoredObject object : List.copyOf(cluster.objects().values())) {
      if (ObservedKinds.GENERATED.contains(object.ref().kind())) {
        cluster.delete(object.ref());
      }
    }
    startAnew(cluster);
  }

  private void startAnew(SimCluster cluster) {
    for (SimAgent agent : List.copyOf(simulation.agents)) {
      if (agent.alive && agent.cluster == cluster) {
        agent.die();
      }
    }
    simulation.start(cluster);
  }
}
