package dev.isthmus.server.simulation;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.isthmus.api.ObjectKey;
import dev.isthmus.api.ObjectKind;
import dev.isthmus.api.ObjectRef;
import dev.isthmus.server.ServerConfig;
import dev.isthmus.server.pending.PendingPort;
import java.util.Collection;
import java.util.SortedMap;

/** A user who approves by the ids of what waits, in a ConfigMap of the management cluster. */
final class Approving {
  private final ObjectRef configMap;
  private final SimCluster management;

  Approving(ServerConfig config, SimCluster management) {
    this.management = management;
    this.configMap =
        new ObjectRef(
            ObjectKind.CONFIG_MAP,
            new ObjectKey(config.management(), config.namespace(), PendingPort.APPROVALS));
  }

  void approve(Collection<String> ids) {
    ObjectNode json = JsonNodeFactory.instance.objectNode();
    json.put("apiVersion", "v1").put("kind", "ConfigMap");
    json.putObject("metadata")
        .put("namespace", configMap.key().namespace())
        .put("name", configMap.key().name());
    ObjectNode data = json.putObject("data");
    ids.forEach(id -> data.put(id, "a test"));
    management.put(configMap, json);
  }

  /** Whether approving by ids has let go all that can be approved. */
  void mustBeEmpty(SortedMap<String, String> pending) {
    for (String thing : pending.values()) {
      Checks.must(!thing.contains("isthmus approve"), "it was approved by its id: " + thing);
    }
  }
}
