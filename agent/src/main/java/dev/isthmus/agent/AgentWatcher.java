package dev.isthmus.agent;

import dev.isthmus.api.port.Write;
import dev.isthmus.api.port.WriteResult;

/** Who wants to know what an agent does: its log, its metrics. */
public interface AgentWatcher {
  /** A line for the log. */
  void line(String line);

  /** The API server answered a write that the server had ordered. */
  void written(Write write, WriteResult result);
}
