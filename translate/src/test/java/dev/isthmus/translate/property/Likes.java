package dev.isthmus.translate.property;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.isthmus.testing.Edit;
import dev.isthmus.testing.ObjectId;
import dev.isthmus.testing.Scenario;
import java.util.ArrayList;
import java.util.List;

/**
 * Edits that replace each pod by its like, as a rolling update does: another name, template hash
 * and address, and nothing else.
 */
final class Likes {
  private Likes() {}

  static List<Edit> of(Scenario scenario) {
    var edits = new ArrayList<Edit>();
    scenario
        .objects()
        .forEach((id, pod) -> {
          if (id.kind().equals("Pod") && pod.path("metadata") instanceof ObjectNode) {
            ObjectNode like = like(pod);
            edits.add(Edit.put(ObjectId.of(id.cluster(), like), like));
            edits.add(Edit.remove(id));
          }
        });
    return edits;
  }

  private static ObjectNode like(ObjectNode pod) {
    ObjectNode like = pod.deepCopy();
    ObjectNode metadata = (ObjectNode) like.path("metadata");
    metadata.put("name", metadata.path("name").asText() + "-like");
    if (metadata.path("labels") instanceof ObjectNode labels && labels.has("pod-template-hash")) {
      labels.put("pod-template-hash", "00000");
    }
    if (like.path("status") instanceof ObjectNode status) {
      status.put("podIP", "10.99.0.1");
    }
    return like;
  }
}
