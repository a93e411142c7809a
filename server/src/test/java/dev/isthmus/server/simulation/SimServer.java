package dev.isthmus.server.simulation;

import dev.isthmus.api.ObjectKind;
import dev.isthmus.api.ObjectRef;
import dev.isthmus.api.port.Authority;
import dev.isthmus.api.port.DesiredObject;
import dev.isthmus.api.port.Down;
import dev.isthmus.api.port.Up;
import dev.isthmus.delivery.Facts;
import dev.isthmus.delivery.Freeze;
import dev.isthmus.delivery.IstioKey;
import dev.isthmus.istio.IstioJson;
import dev.isthmus.istio.IstioObject;
import dev.isthmus.server.Memory;
import dev.isthmus.server.ServerConfig;
import dev.isthmus.server.ServerCore;
import dev.isthmus.server.ServerEffect;
import dev.isthmus.server.ServerEvent;
import dev.isthmus.server.key.Keys;
import dev.isthmus.translate.Output;
import dev.isthmus.translate.Translation;
import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/** The shell of a server. */
final class SimServer {
  final ServerCore core;
  private final Simulation simulation;
  private final Alarm alarm;
  private final TreeMap<Long, SimAgent> connections = new TreeMap<>();

  /** Clusters of which each kind was told to this server, or recorded. */
  private final Set<String> heard = new HashSet<>();

  Authority kept;
  boolean alive = true;
  SortedMap<String, String> pending = new TreeMap<>();

  SimServer(Simulation simulation, ServerConfig config, Memory memory) {
    this.simulation = simulation;
    this.alarm = new Alarm(simulation.scheduler, "server", () -> event(new ServerEvent.Woken()));
    this.kept = memory.authority();
    memory
        .clusters()
        .forEach((cluster, known) -> {
          for (var kind : known.kinds().keySet()) {
            heard.add(cluster + " " + kind);
          }
        });
    core = new ServerCore(config, memory);
    event(new ServerEvent.Leads(simulation.raiseEpoch(0)));
  }

  void event(ServerEvent event) {
    if (!alive) {
      return;
    }
    Scheduler scheduler = simulation.scheduler;
    boolean more = scheduler.chance(0.2);
    if (more) {
      scheduler.at(
          scheduler.in(scheduler.delay(20)),
          List.of("server", "goes on"),
          () -> event(new ServerEvent.Woken()));
    }
    for (ServerEffect effect : core.on(event, alarm.now(), more)) {
      carryOut(effect);
    }
  }

  private void carryOut(ServerEffect effect) {
    switch (effect) {
      case ServerEffect.Keep keep -> kept = keep.authority();
      case ServerEffect.Tell tell -> {
        SimAgent agent = connections.get(tell.connection());
        if (agent != null && agent.connection == tell.connection()) {
          check(agent.cluster, tell.message());
          agent.told(tell.message());
        }
      }
      case ServerEffect.Close close -> {
        SimAgent agent = connections.remove(close.connection());
        if (agent != null && agent.connection == close.connection()) {
          agent.disconnect();
        }
      }
      case ServerEffect.RaiseEpoch raise -> {
        if (simulation.isZombie(this)) {
          die(); // the lease is another's
        } else {
          event(new ServerEvent.Leads(simulation.raiseEpoch(raise.above())));
        }
      }
      case ServerEffect.WakeAt wake -> alarm.at(wake.time());
      case ServerEffect.Publish publish -> pending = publish.pending();
      case ServerEffect.Log log -> simulation.scheduler.note(List.of("server:", log.line()));
    }
  }

  /**
   * An agent is told of its own cluster only, and nothing narrows that may come from a cluster that
   * this server never heard.
   */
  private void check(SimCluster cluster, Down message) {
    if (message instanceof Down.SetStatus set) {
      set.statuses().forEach(status -> mustBeOf(cluster, status.ref()));
    }
    if (message instanceof Down.Desired desired) {
      Set<String> unknown = unknown();
      SortedMap<IstioKey, SortedSet<String>> lost = new TreeMap<>();
      desired.deletes().forEach(delete -> lose(cluster, delete.ref(), null, lost));
      desired.puts().forEach(put -> lose(cluster, put.ref(), read(put), lost));
      if (!lost.isEmpty()) {
        mustKnow(lost, unknown);
      }
      desired.puts().forEach(put -> gain(cluster, put, unknown));
    }
  }

  private void gain(SimCluster cluster, DesiredObject put, Set<String> unknown) {
    IstioKey key = Checks.key(cluster, put.ref()).orElseThrow();
    simulation.guesses.gained(key, Facts.lost(read(put), core.there(key)), unknown);
  }

  private static @Nullable IstioObject read(DesiredObject put) {
    return IstioJson.read(put.json()) instanceof IstioJson.Read read ? read.object() : null;
  }

  private void lose(
      SimCluster cluster,
      ObjectRef ref,
      @Nullable IstioObject after,
      SortedMap<IstioKey, SortedSet<String>> lost) {
    mustBeOf(cluster, ref);
    IstioKey key = Checks.key(cluster, ref).orElseThrow();
    SortedSet<String> facts = Facts.lost(core.there(key), after);
    if (!facts.isEmpty()) {
      lost.put(key, facts);
    }
  }

  private static void mustBeOf(SimCluster cluster, ObjectRef ref) {
    Checks.must(
        ref.key().cluster().equals(cluster.name), "nothing leaks to " + cluster.name + ": " + ref);
  }

  /**
   * What is taken away would go too if this server knew what the clusters hold that it never heard.
   */
  private void mustKnow(SortedMap<IstioKey, SortedSet<String>> lost, Set<String> unknown) {
    Checks.must(
        !unknown.contains(simulation.config.management()),
        "nothing narrows while the management cluster is unknown: " + lost);
    simulation.guesses.forgive(lost, unknown);
    if (!unknown.isEmpty() && !lost.isEmpty()) {
      Translation all = simulation.translate(core.memory(), unknown);
      lost.forEach((key, facts) -> {
        Output wanted = all.outputs().get(Keys.of(key));
        boolean whole = facts.size() > 1;
        facts.retainAll(Facts.of(wanted == null ? null : wanted.toIstio()));
        if (whole && facts.size() == 1) {
          facts.remove(Facts.OBJECT); // there would be another one by its name, with none of this
        }
        if (simulation.checks.isHeldByAnother(simulation.cluster(key.cluster()), key, facts)) {
          return; // it goes on under another name
        }
        Checks.must(
            facts.isEmpty(),
            "nothing narrows without knowledge: of " + unknown + " " + key + facts);
      });
    }
  }

  /** The registered clusters of which a kind was never told to this server, nor recorded. */
  private Set<String> unknown() {
    Set<String> unknown = new TreeSet<>();
    for (String cluster : simulation.clusters.keySet()) {
      if (cluster.equals(simulation.config.management()) || simulation.isRegistered(cluster)) {
        for (ObjectKind kind : simulation.config.kinds()) {
          if (!heard.contains(cluster + " " + kind)) {
            unknown.add(cluster);
          }
        }
      }
    }
    return unknown;
  }

  void accept(SimAgent agent, long connection) {
    connections.put(connection, agent);
    event(new ServerEvent.Connected(connection, agent.cluster.name, Optional.empty()));
  }

  void said(long connection, Up message) {
    SimAgent agent = connections.get(connection);
    if (agent != null) {
      if (message instanceof Up.Snapshot snapshot) {
        heard.add(agent.cluster.name + " " + snapshot.kind());
      }
      event(new ServerEvent.Said(connection, message));
    }
  }

  void gone(long connection) {
    if (connections.remove(connection) != null) {
      event(new ServerEvent.Gone(connection));
    }
  }

  Memory memory() {
    return core.memory().with(kept);
  }

  Freeze freeze() {
    return core.freeze();
  }

  /** Its clock is ahead of the true time by this from now on. */
  void skew(Duration ahead) {
    alarm.skew(ahead);
  }

  void die() {
    alive = false;
    for (SimAgent agent :
        Set.copyOf(connections.values()).stream()
            .sorted(java.util.Comparator.comparingLong(a -> a.connection))
            .toList()) {
      agent.disconnect();
    }
    connections.clear();
  }
}
