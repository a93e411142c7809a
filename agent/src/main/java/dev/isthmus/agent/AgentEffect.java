package dev.isthmus.agent;

import dev.isthmus.api.ObjectKind;
import dev.isthmus.api.port.Up;
import dev.isthmus.api.port.Write;
import java.time.Instant;

/** What an agent's shell is to do. */
public sealed interface AgentEffect {
  /** Observe a kind from now on; if it is observed already, anew. */
  record Observe(ObjectKind kind) implements AgentEffect {}

  /** Ask for the cluster's uid. */
  record AskClusterUid() implements AgentEffect {}

  /** Send a write to the API server; its result comes back as {@link AgentEvent.Written}. */
  record Send(long id, Write write) implements AgentEffect {}

  /** Tell the server. */
  record Tell(Up message) implements AgentEffect {}

  /** Come back at this time, or soon after. */
  record WakeAt(Instant time) implements AgentEffect {}

  /** Close the connection to the server; another may be opened after a while. */
  record Hangup(String why) implements AgentEffect {}

  /** One line for the log. */
  record Log(String line) implements AgentEffect {}
}
