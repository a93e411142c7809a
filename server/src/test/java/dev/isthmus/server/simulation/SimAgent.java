package dev.isthmus.server.simulation;

import dev.isthmus.agent.AgentConfig;
import dev.isthmus.agent.AgentCore;
import dev.isthmus.agent.AgentEffect;
import dev.isthmus.agent.AgentEvent;
import dev.isthmus.api.ObjectKind;
import dev.isthmus.api.port.Observation;
import dev.isthmus.api.port.ObservedKinds;
import dev.isthmus.api.port.SourceLoss;
import dev.isthmus.api.port.Up;
import dev.isthmus.api.port.WriteResult;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Consumer;

/** The shell of an agent: its core, its watches, its connection. */
final class SimAgent {
  private static final int REPEATED = 6;

  final SimCluster cluster;
  final AgentCore core;
  private final Simulation simulation;
  private final Scheduler scheduler;
  private final Consumer<Observation> watch = this::watched;

  /** Per kind the life of its watch: events of a former one do not arrive. */
  private final Map<ObjectKind, Integer> lives = new HashMap<>();

  private final Map<ObjectKind, Instant> lastEvent = new HashMap<>();
  private final Set<ObjectKind> forbidden = new HashSet<>();
  private final Alarm alarm;
  boolean alive = true;
  private boolean partitioned;
  private int underWay;
  long connection = -1;
  private Instant lastUp = Instant.MIN;
  private Instant lastDown = Instant.MIN;

  /** The last events of each watch, for one that repeats them. */
  private final Map<ObjectKind, List<Observation>> recent = new HashMap<>();

  /** The list with which each watch began. */
  private final Map<ObjectKind, Observation> listed = new HashMap<>();

  SimAgent(Simulation simulation, SimCluster cluster, String process) {
    this.simulation = simulation;
    this.scheduler = simulation.scheduler;
    this.cluster = cluster;
    this.alarm = new Alarm(scheduler, cluster.name, () -> event(new AgentEvent.Woken()));
    this.core =
        new AgentCore(
            new AgentConfig(
                cluster.name,
                "gloo-mesh",
                process,
                "test",
                false,
                ObservedKinds.ALL,
                List.of(),
                ObservedKinds.GENERATED));
    cluster.watches.add(watch);
    event(new AgentEvent.Started());
    reconnect();
  }

  void event(AgentEvent event) {
    if (!alive) {
      return;
    }
    List<AgentEffect> effects = core.on(event, alarm.now());
    for (AgentEffect effect : effects) {
      carryOut(effect);
    }
  }

  private void carryOut(AgentEffect effect) {
    switch (effect) {
      case AgentEffect.Observe observe -> {
        end(observe.kind());
        if (!forbidden.contains(observe.kind())) {
          list(observe.kind(), scheduler.delay(200));
        }
      }
      case AgentEffect.AskClusterUid _ -> {
        String uid = cluster.uid;
        later(50, List.of("uid"), () -> event(new AgentEvent.ClusterIs(uid)));
      }
      case AgentEffect.Send send -> {
        underWay++;
        later(30, List.of("writes", send.write()), () -> send(send));
      }
      case AgentEffect.Tell tell -> tell(tell.message());
      case AgentEffect.WakeAt wake -> alarm.at(wake.time());
      case AgentEffect.Hangup _ -> disconnect();
      case AgentEffect.Log log -> scheduler.note(List.of(cluster.name, log.line()));
    }
  }

  private void later(int millis, List<?> what, Runnable run) {
    scheduler.at(scheduler.in(scheduler.delay(millis)), List.of(cluster.name, what), run);
  }

  private void send(AgentEffect.Send send) {
    WriteResult result = simulation.write(cluster, send.write());
    later(
        30,
        List.of("result", result),
        () -> {
          underWay--;
          event(new AgentEvent.Written(send.id(), result));
        });
  }

  /** Whether a write was sent and is not answered. */
  boolean isWriting() {
    return underWay > 0;
  }

  private void tell(Up message) {
    long to = connection;
    if (to < 0) {
      return;
    }
    lastUp = max(lastUp, scheduler.in(scheduler.delay(40)));
    scheduler.at(lastUp, List.of(cluster.name, "says", message), () -> simulation.up(to, message));
  }

  private static Instant max(Instant a, Instant b) {
    return a.isAfter(b) ? a : b;
  }

  void told(dev.isthmus.api.port.Down message) {
    long from = connection;
    lastDown = max(lastDown, scheduler.in(scheduler.delay(40)));
    scheduler.at(
        lastDown,
        List.of(cluster.name, "is told", message),
        () -> {
          if (connection == from) {
            event(new AgentEvent.Told(message));
          }
        });
  }

  /** Its clock is ahead of the true time by this from now on. */
  void skew(Duration ahead) {
    alarm.skew(ahead);
  }

  /** The connection goes; a new one comes with jitter. */
  void disconnect() {
    long old = connection;
    connection = -1;
    if (old >= 0) {
      later(100, List.of("gone"), () -> simulation.down(old));
      event(new AgentEvent.Disconnected("gone"));
    }
    reconnect();
  }

  private void reconnect() {
    later(
        2_000,
        List.of("connects"),
        () -> {
          if (!connect()) {
            reconnect();
          }
        });
  }

  /** False: nobody is there. */
  private boolean connect() {
    if (!alive || partitioned || connection >= 0) {
      return true;
    }
    boolean accepted = simulation.accept(this);
    if (accepted) {
      lastUp = Instant.MIN;
      lastDown = Instant.MIN;
      event(new AgentEvent.Connected());
    }
    return accepted;
  }

  /** The server closes the connection: what is on its way to it is lost. */
  void cutOff() {
    if (connection >= 0) {
      simulation.down(connection);
    }
  }

  /**
   * The agent has a new connection before the server knows that the former one is gone, and while
   * messages of that are on their way.
   */
  void reconnectAtOnce() {
    long old = connection;
    if (old >= 0) {
      connection = -1;
      event(new AgentEvent.Disconnected());
      later(5_000, List.of("gone late"), () -> simulation.down(old));
      scheduler.at(
          scheduler.in(Duration.ofMillis(1)), List.of(cluster.name, "reconnects"), this::retry);
    }
  }

  private void retry() {
    if (!connect()) {
      reconnect();
    }
  }

  void partition() {
    partitioned = true;
    disconnect();
  }

  void heal() {
    partitioned = false;
    if (connection < 0) {
      reconnect();
    }
  }

  void die() {
    long old = connection;
    alive = false;
    connection = -1;
    cluster.watches.remove(watch);
    if (old >= 0) {
      later(100, List.of("gone"), () -> simulation.down(old));
    }
  }

  private int life(ObjectKind kind) {
    return lives.getOrDefault(kind, 0);
  }

  private void watched(Observation observation) {
    ObjectKind kind = observation.kind();
    if (!forbidden.contains(kind) && lastEvent.containsKey(kind)) {
      List<Observation> last = recent.computeIfAbsent(kind, _ -> new ArrayList<>());
      last.add(observation);
      if (last.size() > REPEATED) {
        last.removeFirst();
      }
      deliver(observation, life(kind));
    }
  }

  private void deliver(Observation observation, int life) {
    ObjectKind kind = observation.kind();
    Instant time =
        max(lastEvent.getOrDefault(kind, Instant.MIN), scheduler.in(scheduler.delay(40)));
    lastEvent.put(kind, time);
    scheduler.at(
        time,
        List.of(cluster.name, "sees", observation),
        () -> {
          if (life == life(kind)) {
            event(new AgentEvent.Observed(observation));
          }
        });
  }

  /** The kinds of which a watch has told something since they were listed, or nothing. */
  List<ObjectKind> listed(boolean andTold) {
    return listed.keySet().stream()
        .filter(kind -> andTold == recent.containsKey(kind))
        .sorted()
        .toList();
  }

  /** The watch of a kind goes on from an old point, be that its list: what was told comes again. */
  void repeat(ObjectKind kind) {
    Observation list = listed.get(kind);
    List<Observation> last = list == null ? List.of() : List.of(list);
    List.copyOf(recent.getOrDefault(kind, last)).forEach(told -> deliver(told, life(kind)));
  }

  /** The watch of a kind is lost, and its list comes after a while. */
  void loseWatch(ObjectKind kind, boolean told) {
    end(kind);
    if (told) {
      event(
          new AgentEvent.Observed(
              new Observation.Lost(kind, SourceLoss.UNREACHABLE, "the watch is silent")));
    }
    list(kind, scheduler.delay(3_000));
  }

  private void end(ObjectKind kind) {
    lives.merge(kind, 1, Integer::sum);
    lastEvent.remove(kind);
    recent.remove(kind);
    listed.remove(kind);
  }

  private void list(ObjectKind kind, Duration delay) {
    int life = life(kind);
    scheduler.at(
        scheduler.in(delay),
        List.of(cluster.name, "lists", kind),
        () -> {
          if (alive && life == life(kind) && !forbidden.contains(kind)) {
            Observation.Listed list = simulation.api.list(cluster, kind);
            listed.put(kind, list);
            deliver(list, life);
          }
        });
  }

  void forbid(ObjectKind kind) {
    forbidden.add(kind);
    end(kind);
    event(new AgentEvent.Observed(new Observation.Lost(kind, SourceLoss.FORBIDDEN, "403")));
  }

  void allow() {
    for (ObjectKind kind : List.copyOf(forbidden).stream().sorted().toList()) {
      forbidden.remove(kind);
      list(kind, scheduler.delay(500));
    }
  }
}
