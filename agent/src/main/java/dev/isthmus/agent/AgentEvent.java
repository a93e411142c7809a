package dev.isthmus.agent;

import dev.isthmus.api.port.Down;
import dev.isthmus.api.port.Observation;
import dev.isthmus.api.port.WriteResult;

/** What happens to an agent. */
public sealed interface AgentEvent {
  /** The process has started. */
  record Started() implements AgentEvent {}

  /** The cluster's identity is known: the uid of namespace {@code kube-system}. */
  record ClusterIs(String uid) implements AgentEvent {}

  /** The API server told something. */
  record Observed(Observation observation) implements AgentEvent {}

  /**
   * A write was answered.
   *
   * @param id of the {@link AgentEffect.Send}
   */
  record Written(long id, WriteResult result) implements AgentEvent {}

  /** A connection to the server is open. */
  record Connected() implements AgentEvent {}

  /**
   * The connection is gone, or could not be had.
   *
   * @param why for people
   */
  record Disconnected(String why) implements AgentEvent {
    /** It is gone, and nothing says why. */
    public Disconnected() {
      this("it is gone");
    }
  }

  /** The server told something. */
  record Told(Down message) implements AgentEvent {}

  /** A time that was asked for by {@link AgentEffect.WakeAt} has come. */
  record Woken() implements AgentEvent {}
}
