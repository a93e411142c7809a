package dev.isthmus.agent;

import dev.isthmus.api.loop.EventLoop;
import dev.isthmus.api.port.ClusterPort;
import dev.isthmus.api.port.Down;
import dev.isthmus.api.port.Write;
import dev.isthmus.api.port.WriteResult;
import java.time.Instant;
import java.time.InstantSource;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.CompletionStage;

/**
 * Binds an {@link AgentCore} to a cluster and to the server: one thread feeds it events and carries
 * out the effects.
 */
public final class AgentShell implements AutoCloseable {
  private final AgentConfig config;
  private final ClusterPort cluster;
  private final ServerLink link;
  private final AgentWatcher watcher;
  private final AgentCore core;
  private final EventLoop<AgentEvent> loop;

  /** Writes that the API server has not answered yet. Of the loop's thread. */
  private final Map<Long, Write> sent = new HashMap<>();

  private boolean clusterKnown;
  private boolean connected;
  private String unreached = "";
  private volatile AgentHealth health;

  /**
   * An agent that does nothing yet; it closes the cluster and the link with itself.
   *
   * @param watcher is told what people may want to know, on the shell's thread
   */
  public AgentShell(
      AgentConfig config,
      ClusterPort cluster,
      ServerLink link,
      InstantSource clock,
      AgentWatcher watcher) {
    this.config = config;
    this.cluster = cluster;
    this.link = link;
    this.watcher = watcher;
    this.core = new AgentCore(config);
    this.health = AgentHealth.atStart(config.kinds());
    this.loop =
        new EventLoop<>("agent-" + config.cluster(), clock, new AgentEvent.Woken(), this::handle);
  }

  /** Begins to observe and to connect. */
  public void start() {
    var _ =
        loop.ended()
            .whenComplete((_, bug) -> {
              if (bug != null) {
                watcher.line("This agent has failed, and ends: " + bug);
              }
            });
    loop.put(new AgentEvent.Started());
    loop.start();
    link.start(new Ears());
  }

  /** How it is now. */
  public AgentHealth health() {
    return health;
  }

  /** How it ended; exceptionally: a bug. */
  public CompletionStage<String> ended() {
    return loop.ended();
  }

  /** Puts what the link tells into the queue. */
  private final class Ears implements ServerLink.Listener {
    @Override
    public void connected() {
      loop.put(new AgentEvent.Connected());
    }

    @Override
    public void received(Down message) {
      loop.put(new AgentEvent.Told(message));
    }

    @Override
    public void closed(String why) {
      loop.put(new AgentEvent.Disconnected(why));
    }
  }

  private void handle(AgentEvent event, Instant now) {
    before(event);
    core.on(event, now).forEach(this::carryOut);
    health =
        new AgentHealth(connected, unreached, clusterKnown, core.isObserving(), core.unknown());
  }

  private void before(AgentEvent event) {
    switch (event) {
      case AgentEvent.Disconnected gone -> {
        if (connected || !gone.why().equals(unreached)) {
          watcher.line("No connection to the server: " + gone.why());
        }
        connected = false;
        unreached = gone.why();
      }
      case AgentEvent.ClusterIs _ -> clusterKnown = true;
      case AgentEvent.Written written -> {
        Write write = sent.remove(written.id());
        if (write != null && !write.ref().equals(config.claim())) {
          watcher.written(write, written.result());
        }
      }
      case AgentEvent.Told told -> {
        // A server that does not lead closes a connection before it says a word.
        if (!connected && told.message() instanceof Down.Welcome) {
          connected = true;
          unreached = "";
          watcher.line("The server is reached.");
        }
      }
      case AgentEvent.Started _,
          AgentEvent.Observed _,
          AgentEvent.Connected _,
          AgentEvent.Woken _ -> {}
    }
  }

  private void carryOut(AgentEffect effect) {
    switch (effect) {
      case AgentEffect.Observe observe ->
          cluster.observe(observe.kind(), seen -> loop.put(new AgentEvent.Observed(seen)));
      case AgentEffect.AskClusterUid _ ->
          cluster.clusterUid(uid -> loop.put(new AgentEvent.ClusterIs(uid)));
      case AgentEffect.Send send -> {
        sent.put(send.id(), send.write());
        cluster.write(send.write(), result -> answered(send.id(), result));
      }
      case AgentEffect.Tell tell -> link.send(tell.message());
      case AgentEffect.WakeAt wake -> loop.wakeAt(wake.time());
      case AgentEffect.Hangup hangup -> link.hangup(hangup.why());
      case AgentEffect.Log log -> watcher.line(log.line());
    }
  }

  private void answered(long id, WriteResult result) {
    loop.put(new AgentEvent.Written(id, result));
  }

  /** Ends it; what the API server was sent may still be done. */
  @Override
  public void close() {
    loop.close();
    link.close();
    cluster.close();
  }
}
