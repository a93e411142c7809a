package dev.isthmus.agent;

import dev.isthmus.api.ObjectKind;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * How an agent is.
 *
 * @param connected whether the server is reached
 * @param unreached why it is not; empty while it is, or before the first attempt has ended
 * @param clusterKnown whether the API server has told the cluster's uid
 * @param observing whether it writes nothing until it is approved
 * @param unknown the kinds of which nothing is known now
 */
public record AgentHealth(
    boolean connected,
    String unreached,
    boolean clusterKnown,
    boolean observing,
    Set<ObjectKind> unknown) {

  /** Before anything has happened. */
  static AgentHealth atStart(List<ObjectKind> kinds) {
    return new AgentHealth(false, "", false, false, Set.copyOf(kinds));
  }

  public AgentHealth {
    unknown = Set.copyOf(unknown);
  }

  /** Why the agent cannot do its work now; empty: it can. */
  public Optional<String> problem() {
    if (!clusterKnown) {
      return Optional.of("the API server was not reached yet");
    }
    if (!unknown.isEmpty()) {
      return Optional.of(
          "nothing is known of "
              + unknown.stream().map(ObjectKind::kind).sorted().collect(Collectors.joining(", ")));
    }
    if (!connected) {
      return Optional.of(
          "the server is not connected" + (unreached.isEmpty() ? "" : ": " + unreached));
    }
    return Optional.empty();
  }
}
