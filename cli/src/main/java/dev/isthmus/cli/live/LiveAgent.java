package dev.isthmus.cli.live;

import dev.isthmus.agent.AgentConfig;
import dev.isthmus.agent.AgentHealth;
import dev.isthmus.agent.AgentShell;
import dev.isthmus.agent.AgentWatcher;
import dev.isthmus.agent.ServerLink;
import dev.isthmus.api.port.ClusterPort;
import dev.isthmus.api.port.ObservedKinds;
import io.micrometer.core.instrument.MeterRegistry;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.CompletionStage;

/** An agent that runs. */
public final class LiveAgent implements AutoCloseable {
  private final AgentShell shell;

  private LiveAgent(AgentShell shell) {
    this.shell = shell;
  }

  /**
   * How an agent is set up.
   *
   * @param cluster the cluster's name, as its certificate has it
   * @param namespace where it keeps its ConfigMap
   * @param version for people
   * @param observing whether it writes nothing until it is approved
   * @param metrics takes the figures
   */
  public record Setup(
      String cluster,
      String namespace,
      String version,
      boolean observing,
      InstantSource clock,
      LiveLog log,
      MeterRegistry metrics) {}

  /** Starts an agent. With its end it closes the port and the link. */
  public static LiveAgent start(Setup setup, ClusterPort port, ServerLink link) {
    AgentConfig config =
        new AgentConfig(
            setup.cluster(),
            setup.namespace(),
            UUID.randomUUID().toString(),
            setup.version(),
            setup.observing(),
            ObservedKinds.ALL,
            ObservedKinds.UNTRANSLATED,
            ObservedKinds.GENERATED);
    AgentWatcher watcher =
        new Watchers.OfAgent(
            List.of(
                new AgentLog(setup.cluster(), setup.log()),
                new AgentMetrics(setup.cluster(), setup.metrics())));
    AgentShell shell = new AgentShell(config, port, link, setup.clock(), watcher);
    shell.start();
    return new LiveAgent(shell);
  }

  /** How it is now. */
  public AgentHealth health() {
    return shell.health();
  }

  /** Why the process must be started again; empty: it need not. */
  public Optional<String> broken() {
    return shell.ended().toCompletableFuture().isDone()
        ? Optional.of("the agent has ended")
        : Optional.empty();
  }

  /** How it ended; exceptionally: a bug. */
  public CompletionStage<String> ended() {
    return shell.ended();
  }

  @Override
  public void close() {
    shell.close();
  }
}
