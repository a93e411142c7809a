package dev.isthmus.server.pending;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.Map;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;

/** Where users see what waits, and leave their decisions. */
public interface PendingPort extends AutoCloseable {
  /** The ConfigMap in the server's namespace that says what waits, by id. */
  String PENDING = "isthmus-pending";

  /** The ConfigMap there in which users approve, by id: who and when. */
  String APPROVALS = "isthmus-approvals";

  /**
   * Says what waits now; returns at once. Of several the last counts.
   *
   * @param pending all of it
   * @param spent approvals that were carried out, and are to be taken away
   */
  void publish(SortedMap<String, String> pending, Set<String> spent);

  @Override
  void close();

  /** Nobody looks. */
  static PendingPort none() {
    return new PendingPort() {
      @Override
      public void publish(SortedMap<String, String> pending, Set<String> spent) {}

      @Override
      public void close() {}
    };
  }

  /** The data of a ConfigMap as text: what is not text is left out. */
  static SortedMap<String, String> data(JsonNode configMap) {
    SortedMap<String, String> data = new TreeMap<>();
    for (Map.Entry<String, JsonNode> entry : configMap.path("data").properties()) {
      if (entry.getValue().isTextual()) {
        data.put(entry.getKey(), entry.getValue().asText());
      }
    }
    return data;
  }
}
