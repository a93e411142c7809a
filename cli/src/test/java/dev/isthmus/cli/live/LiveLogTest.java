package dev.isthmus.cli.live;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.time.Instant;
import org.junit.jupiter.api.Test;

final class LiveLogTest {
  private final StringWriter out = new StringWriter();

  @Test
  void aLineForPeople() {
    LiveLog.text(new PrintWriter(out), () -> Instant.parse("2026-01-02T03:04:05.6789Z"))
        .line("agent", "cluster1", "created Gateway a/b");
    assertThat(out.toString().strip())
        .isEqualTo("2026-01-02T03:04:05.678Z  agent cluster1: created Gateway a/b");
  }

  @Test
  void anObjectForPrograms() throws Exception {
    LiveLog log = LiveLog.json(new PrintWriter(out), () -> Instant.EPOCH);
    log.line("server", "", "a \"word\"\nof two lines");
    log.line("server", "cluster1", "b");
    String[] lines = out.toString().split("\\R");
    assertThat(lines).hasSize(2);
    JsonNode first = new JsonMapper().readTree(lines[0]);
    assertThat(first.path("time").asText()).isEqualTo("1970-01-01T00:00:00Z");
    assertThat(first.path("source").asText()).isEqualTo("server");
    assertThat(first.has("cluster")).isFalse();
    assertThat(first.path("message").asText()).isEqualTo("a \"word\"\nof two lines");
    assertThat(new JsonMapper().readTree(lines[1]).path("cluster").asText()).isEqualTo("cluster1");
  }
}
