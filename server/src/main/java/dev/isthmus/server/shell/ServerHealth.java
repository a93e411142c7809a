package dev.isthmus.server.shell;

import java.util.Optional;
import java.util.Set;

/**
 * How a server is.
 *
 * @param leads whether it leads
 * @param managementHeard whether all that the management cluster holds is known
 * @param agents the clusters whose agents are connected
 * @param ended why it does nothing any more; empty while it does
 */
public record ServerHealth(
    boolean leads, boolean managementHeard, Set<String> agents, String ended) {
  public ServerHealth {
    agents = Set.copyOf(agents);
  }

  /** Why the server cannot do its work now; empty: it can. */
  public Optional<String> problem() {
    if (!ended.isEmpty()) {
      return Optional.of(ended);
    }
    if (!leads) {
      return Optional.of("another server leads, or the lease was not had yet");
    }
    if (!managementHeard) {
      return Optional.of("the management cluster was not heard yet");
    }
    return Optional.empty();
  }
}
