package dev.isthmus.cli.live;

import dev.isthmus.agent.AgentWatcher;
import dev.isthmus.api.port.Down;
import dev.isthmus.api.port.Write;
import dev.isthmus.api.port.WriteResult;
import dev.isthmus.server.ServerCore;
import dev.isthmus.server.ServerEvent;
import dev.isthmus.server.shell.ServerWatcher;
import java.time.Duration;
import java.time.Instant;
import java.util.List;

/** Several who want to know the same. */
final class Watchers {
  private Watchers() {}

  record OfServer(List<ServerWatcher> all) implements ServerWatcher {
    @Override
    public void line(String line) {
      all.forEach(one -> one.line(line));
    }

    @Override
    public void told(String cluster, Down message) {
      all.forEach(one -> one.told(cluster, message));
    }

    @Override
    public void handled(ServerEvent event, Instant at, ServerCore core, Duration took) {
      all.forEach(one -> one.handled(event, at, core, took));
    }
  }

  record OfAgent(List<AgentWatcher> all) implements AgentWatcher {
    @Override
    public void line(String line) {
      all.forEach(one -> one.line(line));
    }

    @Override
    public void written(Write write, WriteResult result) {
      all.forEach(one -> one.written(write, result));
    }
  }
}
