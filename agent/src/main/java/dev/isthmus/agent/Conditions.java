package dev.isthmus.agent;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Instant;
import java.time.temporal.ChronoUnit;

/**
 * Since when conditions are as they are. Only the agent sees what is there: a condition keeps its
 * time as long as it keeps its status.
 */
final class Conditions {
  private static final String SINCE = "lastTransitionTime";

  private Conditions() {}

  /** The status with the time of each condition. */
  static ObjectNode dated(ObjectNode status, JsonNode there, Instant now) {
    if (!status.path("conditions").isArray()) {
      return status;
    }
    ObjectNode dated = status.deepCopy();
    for (JsonNode condition : dated.path("conditions")) {
      if (condition instanceof ObjectNode ours) {
        ours.put(SINCE, since(ours, there.path("conditions"), now));
      }
    }
    return dated;
  }

  private static String since(ObjectNode ours, JsonNode there, Instant now) {
    for (JsonNode old : there) {
      boolean same =
          old.path("type").equals(ours.path("type"))
              && old.path("status").equals(ours.path("status"));
      if (same && old.path(SINCE).isTextual()) {
        return old.path(SINCE).asText();
      }
    }
    return now.truncatedTo(ChronoUnit.SECONDS).toString();
  }
}
