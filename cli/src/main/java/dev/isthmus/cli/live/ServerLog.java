package dev.isthmus.cli.live;

import dev.isthmus.api.port.Down;
import dev.isthmus.server.ServerCore;
import dev.isthmus.server.ServerEvent;
import dev.isthmus.server.shell.ServerWatcher;
import java.time.Duration;
import java.time.Instant;
import java.util.SortedMap;
import java.util.TreeMap;

/** What a server does, as lines of the log. */
final class ServerLog implements ServerWatcher {
  private final LiveLog log;
  private SortedMap<String, String> doubts = new TreeMap<>();

  ServerLog(LiveLog log) {
    this.log = log;
  }

  @Override
  public void line(String line) {
    log.line("server", "", line);
  }

  @Override
  public void told(String cluster, Down message) {
    if (message instanceof Down.Desired desired) {
      desired
          .puts()
          .forEach(put -> log.line("server", cluster, "orders " + AgentLog.name(put.ref())));
      desired
          .deletes()
          .forEach(gone ->
              log.line("server", cluster, "orders that " + AgentLog.name(gone.ref()) + " goes"));
    }
  }

  @Override
  public void handled(ServerEvent event, Instant at, ServerCore core, Duration took) {
    SortedMap<String, String> now = core.doubts();
    if (!now.equals(doubts)) {
      now.forEach((cluster, why) -> {
        if (!why.equals(doubts.get(cluster))) {
          log.line("server", cluster, "Something waits for isthmus approve: " + why + ".");
        }
      });
      doubts = now;
    }
  }
}
