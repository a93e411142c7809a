package dev.isthmus.server;

import dev.isthmus.api.port.Authority;
import dev.isthmus.api.port.Down;
import java.time.Instant;
import java.util.Collections;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;

/** What a server's shell is to do, in this order. */
public sealed interface ServerEffect {
  /** Keep this authority safely before what follows is sent: after a restart it is the record's. */
  record Keep(Authority authority) implements ServerEffect {}

  /** Tell an agent. */
  record Tell(long connection, Down message) implements ServerEffect {}

  /** Close a connection. */
  record Close(long connection) implements ServerEffect {}

  /**
   * An agent has obeyed a higher epoch than this server's: raise the lease's above it, and come
   * back with {@link ServerEvent.Leads}.
   */
  record RaiseEpoch(long above) implements ServerEffect {}

  /** Come back at this time, or soon after. */
  record WakeAt(Instant time) implements ServerEffect {}

  /**
   * Tell users what waits now.
   *
   * @param pending as JSON, by id
   * @param spent approvals that were carried out, and are to be taken away
   */
  record Publish(SortedMap<String, String> pending, Set<String> spent) implements ServerEffect {
    public Publish {
      pending = Collections.unmodifiableSortedMap(new TreeMap<>(pending));
      spent = Set.copyOf(spent);
    }
  }

  /** One line for the log: a change that users see. */
  record Log(String line) implements ServerEffect {}
}
