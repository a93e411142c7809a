package dev.isthmus.relay;

import dev.isthmus.api.port.Down;
import java.time.Instant;

/** The stream of one agent. Thread-safe. */
public interface Session {
  /** The cluster, as the agent's certificate has it. */
  String cluster();

  /** The end of that certificate; the agent comes again with a new one before. */
  Instant certifiedUntil();

  /**
   * Tells the agent something, or ends the stream with a {@link Down.Refuse}. Returns at once; what
   * is sent while the agent is slow is kept once per object. After the end it does nothing.
   *
   * @throws IllegalArgumentException when an object is another cluster's: that would be a leak
   */
  void send(Down down);

  /**
   * Ends the stream, for a reason that passes: the agent comes again soon, in contrast to a
   * refusal.
   *
   * @param why for people
   */
  void close(String why);
}
