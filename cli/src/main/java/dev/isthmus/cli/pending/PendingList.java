package dev.isthmus.cli.pending;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.isthmus.api.ObjectKind;
import dev.isthmus.kube.KubeObjects;
import dev.isthmus.server.pending.PendingPort;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** What the server says waits, as ConfigMap {@code isthmus-pending} has it. */
final class PendingList {
  private static final ObjectMapper MAPPER = new ObjectMapper();

  private PendingList() {}

  /**
   * One thing that waits.
   *
   * @param id the name under which it is approved
   */
  record Entry(String id, JsonNode thing) {
    String text(String field) {
      return thing.path(field).asText();
    }

    String cluster() {
      return text("cluster");
    }

    /** Whether a user's word lets it go. */
    boolean isForApproval() {
      return text("kind").equals("held") || text("kind").equals("doubted");
    }
  }

  /**
   * All of them, by id.
   *
   * @throws IOException when it cannot be read, or no server has said anything yet
   */
  static List<Entry> read(KubeObjects management, String namespace) throws IOException {
    Optional<ObjectNode> map =
        management.find(ObjectKind.CONFIG_MAP, namespace, PendingPort.PENDING);
    if (map.isEmpty()) {
      throw new IOException(
          "%s: there is no ConfigMap %s/%s: no server has said what waits. Is this the management cluster, and does  isthmus server  run there? Its namespace is given by -n."
              .formatted(management.context(), namespace, PendingPort.PENDING));
    }
    List<Entry> entries = new ArrayList<>();
    for (var entry : PendingPort.data(map.get()).entrySet()) {
      try {
        entries.add(new Entry(entry.getKey(), MAPPER.readTree(entry.getValue())));
      } catch (JsonProcessingException e) {
        throw new IOException(
            "%s: entry %s of ConfigMap %s/%s is no JSON: somebody has changed it. Delete the ConfigMap; the server writes it again."
                .formatted(management.context(), entry.getKey(), namespace, PendingPort.PENDING),
            e);
      }
    }
    return entries;
  }
}
