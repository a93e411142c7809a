package dev.isthmus.server;

/**
 * One cluster, as people ask for it.
 *
 * @param objects how many generated objects it has, as far as it is known
 */
public record ClusterView(Agent agent, int objects) {
  /** How a cluster's agent is. */
  public enum Agent {
    /** It is not connected. */
    AWAY,
    /** It is connected, and what its cluster holds is not known yet. */
    REPORTING,
    /** It writes nothing until it is approved. */
    OBSERVING,
    /** The cluster was rebuilt or rolled back: something waits for {@code isthmus approve}. */
    DOUBTED,
    /** It writes what is ordered. */
    WRITING
  }

  static ClusterView of(Member member) {
    return new ClusterView(agent(member), member.objects);
  }

  private static Agent agent(Member member) {
    if (!member.isConnected()) {
      return Agent.AWAY;
    }
    if (member.isRebuilt() || member.sources.values().stream().anyMatch(Source::hasDoubts)) {
      return Agent.DOUBTED;
    }
    if (!member.synced || !member.isLive()) {
      return Agent.REPORTING;
    }
    return member.observing ? Agent.OBSERVING : Agent.WRITING;
  }
}
