package dev.isthmus.server.shell;

import dev.isthmus.api.port.Down;
import dev.isthmus.server.ServerCore;
import dev.isthmus.server.ServerEvent;
import java.time.Duration;
import java.time.Instant;

/** Who wants to know what a server does: its log, its metrics. Called on the shell's thread. */
public interface ServerWatcher {
  /** A line for the log. */
  void line(String line);

  /** An agent was told something. */
  void told(String cluster, Down message);

  /**
   * An event was dealt with.
   *
   * @param at the clock's time when it was taken up
   * @param core as it is now; only to be read, and only during this call
   * @param took how long the core needed for it
   */
  void handled(ServerEvent event, Instant at, ServerCore core, Duration took);
}
