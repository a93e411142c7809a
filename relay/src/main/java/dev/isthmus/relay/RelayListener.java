package dev.isthmus.relay;

import dev.isthmus.api.port.Up;

/**
 * What a {@link RelayServer} tells. The calls for a cluster come one after the other; those for
 * several clusters do not wait for each other. A call may block: its agent is not read meanwhile.
 */
public interface RelayListener {
  /** An agent is there; no other session of its cluster is open. Its {@link Up.Hello} follows. */
  void connected(Session session);

  /** The agent's next message. */
  void received(Session session, Up up);

  /**
   * The stream has ended; the last call for this session.
   *
   * @param why for people
   */
  void closed(Session session, String why);
}
