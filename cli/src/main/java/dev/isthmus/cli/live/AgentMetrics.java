package dev.isthmus.cli.live;

import dev.isthmus.agent.AgentWatcher;
import dev.isthmus.api.port.Write;
import dev.isthmus.api.port.WriteResult;
import io.micrometer.core.instrument.MeterRegistry;
import java.util.Locale;

/** What an agent does, in figures. */
record AgentMetrics(String cluster, MeterRegistry registry) implements AgentWatcher {
  @Override
  public void line(String line) {}

  @Override
  public void written(Write write, WriteResult result) {
    registry
        .counter(
            "isthmus.agent.writes",
            "cluster",
            cluster,
            "kind",
            write.ref().kind().kind(),
            "write",
            word(write),
            "result",
            word(result))
        .increment();
  }

  /** Both are sealed: their names are few. */
  private static String word(Object value) {
    return value.getClass().getSimpleName().toLowerCase(Locale.ROOT);
  }
}
