package dev.isthmus.server.status;

/**
 * How a cluster's agent stands.
 *
 * @param connected whether it is connected and its word counts
 * @param reason one word, for {@code status.conditions[].reason}
 * @param message a sentence, with what to do
 */
public record ClusterState(boolean connected, String reason, String message) {
  /** Of a cluster that is registered, and no more. */
  public static final ClusterState NEVER_CONNECTED =
      new ClusterState(
          false,
          "NeverConnected",
          "No agent of this cluster has ever connected. Start one there: isthmus agent.");
}
