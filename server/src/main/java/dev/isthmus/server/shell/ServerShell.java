package dev.isthmus.server.shell;

import dev.isthmus.api.loop.EventLoop;
import dev.isthmus.api.port.Authority;
import dev.isthmus.api.port.Down;
import dev.isthmus.api.port.Up;
import dev.isthmus.server.Memory;
import dev.isthmus.server.ServerConfig;
import dev.isthmus.server.ServerCore;
import dev.isthmus.server.ServerEffect;
import dev.isthmus.server.ServerEvent;
import dev.isthmus.server.lead.Lead;
import dev.isthmus.server.pending.PendingPort;
import dev.isthmus.server.record.ServerRecord;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Binds a {@link ServerCore} to the agents' sessions, the record, and the lead: one thread feeds it
 * events and carries out the effects.
 *
 * <p>A server that has lost the lead sends nothing more and ends: what its core knows may be out of
 * date, and a new process starts from the record and from what agents say.
 */
public final class ServerShell implements AutoCloseable {
  /** So many events that wait are handled together at most. */
  private static final int LONGEST_ROW = 64;

  private final ServerConfig config;
  private final ServerRecord record;
  private final Lead lead;
  private final PendingPort pending;
  private final ServerWatcher watcher;
  private final Authority recorded;
  private final Writing writing;
  private final EventLoop<ServerEvent> loop;
  private final AtomicLong connections = new AtomicLong();
  private final ConcurrentHashMap<Long, AgentSession> sessions = new ConcurrentHashMap<>();
  private volatile boolean leads;
  private volatile boolean managementHeard;
  private volatile String failure = "";
  private boolean closed;

  /** How many events were handled since it was last decided what is to be written. */
  private int row;

  /** Made by the loop's thread, which alone uses it: translation belongs to one thread. */
  private @Nullable ServerCore core;

  /** What the core begins with; nothing afterwards. */
  private Memory memory;

  /**
   * A server that does nothing yet, with what the record holds. It closes the lead and the port of
   * what waits with itself.
   */
  public ServerShell(
      ServerConfig config,
      ServerRecord record,
      Lead lead,
      PendingPort pending,
      InstantSource clock,
      ServerWatcher watcher) {
    this.config = config;
    this.record = record;
    this.lead = lead;
    this.pending = pending;
    this.watcher = watcher;
    this.memory = record.read();
    this.recorded = memory.authority();
    this.writing = new Writing(record, watcher::line);
    this.loop = new EventLoop<>("server", clock, new ServerEvent.Woken(), this::handle);
  }

  /** Begins to ask for the lead. */
  public void start() {
    var _ =
        loop.ended()
            .whenComplete((_, bug) -> {
              if (bug != null) {
                fail("This server has failed, and ends: " + bug);
              }
            });
    loop.start();
    lead.start(new Ears());
  }

  /** How it is now. */
  public ServerHealth health() {
    Set<String> agents =
        sessions.values().stream().map(AgentSession::cluster).collect(Collectors.toSet());
    return new ServerHealth(leads, managementHeard, agents, failure);
  }

  /** How it ended: with why, or exceptionally: a bug. */
  public CompletionStage<String> ended() {
    return loop.ended();
  }

  /** Whether it leads: a server that does not sends agents away. */
  public boolean isLeading() {
    return leads;
  }

  /** An agent is there; returns the number by which it is known from now on. */
  public long connected(AgentSession session) {
    long connection = connections.incrementAndGet();
    sessions.put(connection, session);
    if (leads) { // else it is sent away, to come again
      watcher.line("The agent of " + session.cluster() + " has connected.");
    }
    loop.put(new ServerEvent.Connected(connection, session.cluster(), session.certifiedUntil()));
    return connection;
  }

  /** What an agent says; returns when it was dealt with, so that a fast agent is held back. */
  public void received(long connection, Up message) {
    loop.putAndWait(new ServerEvent.Said(connection, message));
  }

  /** What an agent in this process says; returns at once. */
  public void receivedHere(long connection, Up message) {
    loop.put(new ServerEvent.Said(connection, message));
  }

  /**
   * A session has ended.
   *
   * @param why for people
   */
  public void closed(long connection, String why) {
    AgentSession session = sessions.remove(connection);
    if (session != null && leads) {
      watcher.line("The agent of " + session.cluster() + " is gone: " + why);
    }
    loop.put(new ServerEvent.Gone(connection));
  }

  /** A user lets go what is held. */
  public void approve(String cluster) {
    loop.put(new ServerEvent.Approved(cluster));
  }

  /** What the lead tells. */
  private final class Ears implements Lead.Listener {
    @Override
    public void leads(long epoch) {
      if (epoch <= recorded.epoch()) {
        lead.raise(recorded.epoch()); // the lease was made anew, and the record is older than it
        return;
      }
      leads = true;
      watcher.line("This server leads, with epoch " + epoch + ".");
      loop.put(new ServerEvent.Leads(epoch));
    }

    @Override
    public void lost(String why) {
      if (leads) {
        fail("This server does not lead any more, and ends: " + why);
      } else {
        watcher.line("This server does not lead: " + why);
      }
    }
  }

  private void handle(ServerEvent event, Instant now) {
    ServerCore mine = core();
    long start = System.nanoTime();
    var effects = mine.on(event, now, rowGoesOn());
    watcher.handled(event, now, mine, Duration.ofNanos(System.nanoTime() - start));
    for (ServerEffect effect : effects) {
      carryOut(effect);
    }
    if (leads) { // the record is the leader's
      if (event instanceof ServerEvent.Said said) {
        writing.said(said.message(), now);
      }
      writing.due(now, mine::memory).ifPresent(loop::wakeAt);
    }
    managementHeard = !mine.freeze().neverHeard().contains(config.management());
  }

  /** Whether what is to be written is decided with the next event only; not for ever. */
  private boolean rowGoesOn() {
    row = loop.hasMore() && row < LONGEST_ROW ? row + 1 : 0;
    return row > 0;
  }

  private ServerCore core() {
    ServerCore mine = core;
    if (mine == null) {
      mine = new ServerCore(config, memory);
      memory = Memory.NONE;
      core = mine;
    }
    return mine;
  }

  private void carryOut(ServerEffect effect) {
    switch (effect) {
      case ServerEffect.Keep keep -> keep(keep.authority());
      case ServerEffect.Tell tell -> tell(tell.connection(), tell.message());
      case ServerEffect.Close close -> {
        AgentSession session = sessions.get(close.connection());
        if (session != null) {
          session.close("the server closed the connection");
        }
      }
      case ServerEffect.RaiseEpoch raise -> lead.raise(raise.above());
      case ServerEffect.Publish publish -> {
        if (leads) {
          pending.publish(publish.pending(), publish.spent());
        }
      }
      case ServerEffect.WakeAt wake -> loop.wakeAt(wake.time());
      case ServerEffect.Log log -> watcher.line(log.line());
    }
  }

  private void keep(Authority authority) {
    try {
      record.keep(authority);
    } catch (IOException e) {
      fail("The record cannot be written, so nothing may be ordered: " + e.getMessage());
    }
  }

  private void tell(long connection, Down message) {
    AgentSession session = sessions.get(connection);
    if (session != null && leads) {
      session.send(message);
      watcher.told(session.cluster(), message);
    }
  }

  /** Sends nothing more. */
  private void fail(String why) {
    leads = false;
    failure = why;
    watcher.line(why);
    loop.end(why);
    new TreeMap<>(sessions).values().forEach(session -> session.close("the server ends"));
  }

  /** Ends it: sessions, the lead; the record is written a last time. */
  @Override
  public synchronized void close() {
    if (closed) {
      return;
    }
    closed = true;
    boolean led = leads;
    leads = false;
    loop.close();
    new TreeMap<>(sessions).values().forEach(session -> session.close("the server ends"));
    if (led && core != null) {
      writing.last(core.memory());
    }
    writing.close();
    pending.close();
    lead.close();
  }
}
