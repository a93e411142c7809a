package dev.isthmus.agent;

import dev.isthmus.api.port.Down;
import dev.isthmus.api.port.Up;

/** An agent's connection to the server, which comes again by itself when it is gone. */
public interface ServerLink extends AutoCloseable {
  /** Begins to connect; called once. */
  void start(Listener listener);

  /**
   * Tells the server something, in order; returns at once. Without a connection it does nothing.
   */
  void send(Up message);

  /** Closes the connection that is open; another is opened after a while. Returns at once. */
  void hangup(String why);

  /** Ends the connection, and makes no other. */
  @Override
  void close();

  /** What is told, one call after the other: connected, received…, closed. */
  interface Listener {
    /** The server is reached. What was sent before is dropped. */
    void connected();

    /** The server's next message. */
    void received(Down message);

    /**
     * The connection is gone, or could not be had.
     *
     * @param why for people
     */
    void closed(String why);
  }
}
