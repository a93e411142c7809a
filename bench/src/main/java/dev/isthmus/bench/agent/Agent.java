package dev.isthmus.bench.agent;

import dev.isthmus.agent.AgentConfig;
import dev.isthmus.agent.AgentCore;
import dev.isthmus.agent.AgentEffect;
import dev.isthmus.agent.AgentEvent;
import dev.isthmus.api.ObjectKind;
import dev.isthmus.api.port.Authority;
import dev.isthmus.api.port.Down;
import dev.isthmus.api.port.Observation;
import dev.isthmus.api.port.Up;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeMap;

/** An agent's core that is connected, and what it tells of pods. */
final class Agent {
  private static final List<ObjectKind> KINDS = List.of(ObjectKind.CONFIG_MAP, ObjectKind.POD);
  private static final Instant NOW = Instant.parse("2026-01-01T00:00:00Z");

  private final AgentCore core =
      new AgentCore(
          new AgentConfig("cluster1", "isthmus", "p", "1", false, KINDS, List.of(), Set.of()));

  private final List<Up> told = new ArrayList<>();

  Agent() {
    on(new AgentEvent.Started());
    on(new AgentEvent.ClusterIs("uid-of-cluster1"));
    see(new Observation.Listed(ObjectKind.CONFIG_MAP, List.of(), "1"));
    on(new AgentEvent.Connected());
    on(new AgentEvent.Told(new Down.Welcome(new Authority(1, 1), new TreeMap<>())));
    told.clear();
  }

  /** The API server tells something. */
  void see(Observation observation) {
    on(new AgentEvent.Observed(observation));
  }

  private void on(AgentEvent event) {
    for (AgentEffect effect : core.on(event, NOW)) {
      if (effect instanceof AgentEffect.Tell(Up message)) {
        told.add(message);
      }
    }
  }

  /** What the server was told since the last call. */
  List<Up> told() {
    List<Up> all = List.copyOf(told);
    told.clear();
    return all;
  }
}
