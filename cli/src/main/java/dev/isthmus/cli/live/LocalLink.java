package dev.isthmus.cli.live;

import dev.isthmus.agent.ServerLink;
import dev.isthmus.api.port.Down;
import dev.isthmus.api.port.Up;
import dev.isthmus.server.shell.AgentSession;
import dev.isthmus.server.shell.ServerShell;
import java.time.Instant;
import java.util.Optional;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/** The connection of an agent that runs in the server's process: that of the management cluster. */
public final class LocalLink implements ServerLink {
  private static final long PAUSE_MILLIS = 200;

  private final ServerShell server;
  private final String cluster;
  private final ScheduledExecutorService timer;
  private @Nullable Listener listener;
  private @Nullable Here session;
  private boolean closed;

  /**
   * A connection that is not there yet.
   *
   * @param timer for the pause before it connects again
   */
  public LocalLink(ServerShell server, String cluster, ScheduledExecutorService timer) {
    this.server = server;
    this.cluster = cluster;
    this.timer = timer;
  }

  /** One connection. */
  private final class Here implements AgentSession {
    private long number;
    private boolean greeted;

    @Override
    public String cluster() {
      return cluster;
    }

    @Override
    public Optional<Instant> certifiedUntil() {
      return Optional.empty();
    }

    @Override
    public void send(Down message) {
      told(this, message);
    }

    @Override
    public void close(String why) {
      ended(this, why);
    }
  }

  @Override
  public synchronized void start(Listener told) {
    listener = told;
    connect();
  }

  private synchronized void connect() {
    if (!closed && session == null && listener != null) {
      if (!server.isLeading()) {
        later();
        return;
      }
      Here here = new Here();
      session = here;
      here.number = server.connected(here);
      listener.connected();
    }
  }

  @Override
  public synchronized void send(Up message) {
    Here here = session;
    if (here != null) {
      here.greeted |= message instanceof Up.Hello;
      if (here.greeted) {
        server.receivedHere(here.number, message);
      }
    }
  }

  private synchronized void told(Here from, Down message) {
    if (session == from && listener != null) {
      listener.received(message);
      if (message instanceof Down.Refuse refusal) {
        ended(from, refusal.reason());
      }
    }
  }

  private synchronized void ended(Here which, String why) {
    if (session == which) {
      session = null;
      server.closed(which.number, why);
      if (listener != null) {
        listener.closed(why);
      }
      if (!closed) {
        later();
      }
    }
  }

  private void later() {
    var _ = timer.schedule(this::connect, PAUSE_MILLIS, TimeUnit.MILLISECONDS);
  }

  @Override
  public synchronized void hangup(String why) {
    if (session != null) {
      ended(session, why);
    }
  }

  @Override
  public synchronized void close() {
    closed = true;
    hangup("the agent ends");
  }
}
