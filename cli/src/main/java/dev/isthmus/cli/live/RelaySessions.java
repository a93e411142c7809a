package dev.isthmus.cli.live;

import dev.isthmus.api.port.Down;
import dev.isthmus.api.port.Up;
import dev.isthmus.relay.RelayListener;
import dev.isthmus.relay.Session;
import dev.isthmus.server.shell.AgentSession;
import dev.isthmus.server.shell.ServerShell;
import java.time.Instant;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;

/** The relay's sessions, as the server knows them. */
final class RelaySessions implements RelayListener {
  private final ServerShell server;
  private final ConcurrentHashMap<Session, Long> numbers = new ConcurrentHashMap<>();

  RelaySessions(ServerShell server) {
    this.server = server;
  }

  private record Relayed(Session session) implements AgentSession {
    @Override
    public String cluster() {
      return session.cluster();
    }

    @Override
    public Optional<Instant> certifiedUntil() {
      return Optional.of(session.certifiedUntil());
    }

    @Override
    public void send(Down message) {
      session.send(message);
    }

    @Override
    public void close(String why) {
      session.close(why);
    }
  }

  @Override
  public void connected(Session session) {
    numbers.put(session, server.connected(new Relayed(session)));
  }

  @Override
  public void received(Session session, Up up) {
    Long number = numbers.get(session);
    if (number != null) {
      server.received(number, up);
    }
  }

  @Override
  public void closed(Session session, String why) {
    Long number = numbers.remove(session);
    if (number != null) {
      server.closed(number, why);
    }
  }
}
