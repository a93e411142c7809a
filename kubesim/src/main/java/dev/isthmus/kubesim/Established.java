package dev.isthmus.kubesim;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;

/** The status of a definition that is served: kubectl waits for it. */
final class Established {
  private Established() {}

  static void mark(ObjectNode definition, String now) {
    ObjectNode status = definition.withObject("/status");
    status.set("acceptedNames", definition.at("/spec/names").deepCopy());
    ArrayNode stored = status.putArray("storedVersions");
    for (JsonNode version : definition.at("/spec/versions")) {
      if (version.path("storage").asBoolean()) {
        stored.add(version.path("name").asText());
      }
    }
    ArrayNode conditions = status.putArray("conditions");
    condition(conditions, "NamesAccepted", "NoConflicts", "no conflicts found", now);
    condition(
        conditions,
        "Established",
        "InitialNamesAccepted",
        "the initial names have been accepted",
        now);
  }

  private static void condition(
      ArrayNode conditions, String type, String reason, String message, String now) {
    ObjectNode condition = conditions.addObject();
    condition.put("type", type).put("status", "True").put("reason", reason);
    condition.put("message", message).put("lastTransitionTime", now);
  }
}
