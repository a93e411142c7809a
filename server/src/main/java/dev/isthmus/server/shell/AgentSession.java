package dev.isthmus.server.shell;

import dev.isthmus.api.port.Down;
import java.time.Instant;
import java.util.Optional;

/** One connection of an agent. Calls return at once; after the end they do nothing. */
public interface AgentSession {
  /** The cluster, as the agent has proved it. */
  String cluster();

  /** The end of the certificate by which it has; empty: it needs none. */
  Optional<Instant> certifiedUntil();

  /** Tells the agent something; a {@link Down.Refuse} ends the session. */
  void send(Down message);

  /**
   * Ends the session; the agent comes again.
   *
   * @param why for people
   */
  void close(String why);
}
