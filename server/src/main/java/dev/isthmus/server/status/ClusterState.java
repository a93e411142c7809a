package dev.isthmus.server.status;

import java.time.Instant;
import java.util.Optional;

/**
 * How a cluster's agent stands.
 *
 * @param connected whether it is connected and its word counts
 * @param reason one word, for {@code status.conditions[].reason}
 * @param message a sentence, with what to do
 * @param agent the agent itself
 */
public record ClusterState(boolean connected, String reason, String message, Agent agent) {
  /**
   * What is known of an agent.
   *
   * @param mode {@code observes} or {@code writes}; empty: it is not connected
   * @param version of its program; empty: not heard by this server
   * @param certifiedUntil the end of the certificate with which it was last connected; empty: not
   *     heard by this server, or it needs none
   */
  public record Agent(String mode, String version, Optional<Instant> certifiedUntil) {
    static final Agent UNKNOWN = new Agent("", "", Optional.empty());
  }

  /** Of a cluster that is registered, and no more. */
  public static final ClusterState NEVER_CONNECTED =
      new ClusterState(
          false,
          "NeverConnected",
          "No agent of this cluster has ever connected. Start one there: isthmus agent.");

  /** A state of an agent of which no more is said. */
  public ClusterState(boolean connected, String reason, String message) {
    this(connected, reason, message, Agent.UNKNOWN);
  }

  /** The same, with what is known of the agent. */
  public ClusterState with(Agent known) {
    return new ClusterState(connected, reason, message, known);
  }
}
