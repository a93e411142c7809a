package dev.isthmus.cli.live;

import dev.isthmus.api.port.ClusterPort;
import dev.isthmus.api.port.ObservedKinds;
import dev.isthmus.delivery.Brake;
import dev.isthmus.delivery.Ownership;
import dev.isthmus.identity.Enrolments;
import dev.isthmus.relay.RelayServer;
import dev.isthmus.server.ServerConfig;
import dev.isthmus.server.lead.Lead;
import dev.isthmus.server.pending.PendingPort;
import dev.isthmus.server.record.ServerRecord;
import dev.isthmus.server.shell.ServerHealth;
import dev.isthmus.server.shell.ServerShell;
import io.micrometer.core.instrument.MeterRegistry;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.ThreadPoolExecutor;

/** A server that runs, with its relay and the agent of the management cluster. */
public final class LiveServer implements AutoCloseable {
  private final ServerShell shell;
  private final RelayServer relay;
  private final LiveAgent agent;
  private final ScheduledThreadPoolExecutor timer;

  private LiveServer(
      ServerShell shell, RelayServer relay, LiveAgent agent, ScheduledThreadPoolExecutor timer) {
    this.shell = shell;
    this.relay = relay;
    this.agent = agent;
    this.timer = timer;
  }

  /**
   * How a server is set up.
   *
   * @param management the name of the management cluster
   * @param namespace where the server, and the management cluster's agent, keep their own objects
   * @param version for people
   * @param ownership makes and checks the proofs
   * @param pending tells users what waits
   * @param listen where agents dial; port 0: any
   * @param metrics takes the figures
   */
  public record Setup(
      String management,
      String namespace,
      String version,
      Ownership ownership,
      Enrolments enrolments,
      ServerRecord record,
      Lead lead,
      PendingPort pending,
      InetSocketAddress listen,
      InstantSource clock,
      LiveLog log,
      MeterRegistry metrics) {}

  /**
   * Starts a server.
   *
   * @param port the management cluster; closed with the server
   * @throws IOException when the address cannot be listened at
   */
  public static LiveServer start(Setup setup, ClusterPort port) throws IOException {
    ServerShell shell =
        new ServerShell(
            new ServerConfig(
                setup.management(),
                setup.namespace(),
                setup.ownership(),
                Brake.DEFAULT,
                ServerConfig.CLAIM_GRACE,
                ObservedKinds.ALL,
                ObservedKinds.UNTRANSLATED),
            setup.record(),
            setup.lead(),
            setup.pending(),
            setup.clock(),
            new Watchers.OfServer(
                List.of(new ServerLog(setup.log()), new ServerMetrics(setup.metrics()))));
    RelayServer relay =
        RelayServer.start(
            setup.listen(), setup.enrolments(), setup.clock(), new RelaySessions(shell));
    shell.start();
    var timer = new ScheduledThreadPoolExecutor(1, new ThreadPoolExecutor.DiscardPolicy());
    LiveAgent agent =
        LiveAgent.start(
            new LiveAgent.Setup(
                setup.management(),
                setup.namespace(),
                setup.version(),
                false,
                setup.clock(),
                setup.log(),
                setup.metrics()),
            port,
            new LocalLink(shell, setup.management(), timer));
    return new LiveServer(shell, relay, agent, timer);
  }

  /** The port where agents dial. */
  public int port() {
    return relay.port();
  }

  /** How it is now. */
  public ServerHealth health() {
    return shell.health();
  }

  /** Why the process must be started again; empty: it need not. */
  public Optional<String> broken() {
    return Optional.of(health().ended()).filter(why -> !why.isEmpty()).or(agent::broken);
  }

  /** Why the server cannot do its work now; empty: it can. */
  public Optional<String> problem() {
    return health()
        .problem()
        .or(() ->
            agent.health().problem().map(why -> "the agent of the management cluster: " + why));
  }

  /** The agent of the management cluster. */
  public LiveAgent agent() {
    return agent;
  }

  /** How it ended: with why, or exceptionally: a bug. */
  public CompletionStage<String> ended() {
    return shell.ended();
  }

  /** A second time it does nothing. */
  @Override
  public synchronized void close() {
    agent.close();
    shell.close();
    relay.close();
    timer.shutdownNow();
  }
}
