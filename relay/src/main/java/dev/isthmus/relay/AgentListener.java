package dev.isthmus.relay;

import dev.isthmus.api.port.Down;
import dev.isthmus.api.port.Up;
import dev.isthmus.identity.Credential;

/** What a {@link RelayClient} tells, one call after the other. A call may block. */
public interface AgentListener {
  /** The server is reached: an {@link Up.Hello} is due. What was sent before is dropped. */
  void connected();

  /** The server's next message; a {@link Down.Refuse} says why the stream ends. */
  void received(Down down);

  /**
   * The stream has ended, or could not be had; another is tried by itself.
   *
   * @param why for people
   */
  void closed(String why);

  /** The agent has a new certificate and key: to be stored before the old one ends. */
  void renewed(Credential credential);
}
