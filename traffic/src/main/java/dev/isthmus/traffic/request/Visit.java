package dev.isthmus.traffic.request;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.MissingNode;

/**
 * One request and what came of it.
 *
 * @param startNanos when it was sent ({@link System#nanoTime})
 * @param endNanos when its answer was there
 * @param status the HTTP status; 0: no answer at all
 * @param answer what the application said; a missing node when it said nothing
 * @param error why there is no answer, or what was said instead; else empty
 */
public record Visit(long startNanos, long endNanos, int status, JsonNode answer, String error) {
  /** How long it took. */
  public long millis() {
    return (endNanos - startNanos) / 1_000_000;
  }

  /**
   * What the application said of one that it called.
   *
   * @param service a service: {@code reviews}; empty: what it said of itself
   */
  public Visit of(String service) {
    if (service.isEmpty()) {
      return this;
    }
    JsonNode call = answer.path("calls").path(service);
    if (call.isMissingNode()) {
      return new Visit(startNanos, endNanos, status, MissingNode.getInstance(), error);
    }
    return new Visit(
        startNanos,
        endNanos,
        call.path("status").asInt(),
        call.path("answer"),
        call.path("error").asText());
  }

  /** Who answered, {@code cluster2 reviews v3}; where nobody did, the status. */
  public String by() {
    return answer.isObject()
        ? answer.path("cluster").asText()
            + " "
            + answer.path("app").asText()
            + " "
            + answer.path("version").asText()
        : "";
  }
}
