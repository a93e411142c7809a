package dev.isthmus.server;

import dev.isthmus.api.port.Up;
import java.time.Instant;
import java.util.Optional;

/** What happens to a server. */
public sealed interface ServerEvent {
  /** It leads, with an epoch that the lease has given to no other. */
  record Leads(long epoch) implements ServerEvent {}

  /**
   * An agent has connected.
   *
   * @param connection a number that no other connection has
   * @param cluster the name in the agent's certificate
   * @param certifiedUntil its end; empty: the agent needs none
   */
  record Connected(long connection, String cluster, Optional<Instant> certifiedUntil)
      implements ServerEvent {}

  /** An agent told something. */
  record Said(long connection, Up message) implements ServerEvent {}

  /** A connection is gone. */
  record Gone(long connection) implements ServerEvent {}

  /**
   * A user lets go what is held: losses that nothing explains, absences in a cluster that was
   * rolled back or rebuilt, the restraint of a server that was restored.
   *
   * @param cluster the cluster it is about; empty: all
   */
  record Approved(String cluster) implements ServerEvent {}

  /** A time that was asked for by {@link ServerEffect.WakeAt} has come. */
  record Woken() implements ServerEvent {}
}
