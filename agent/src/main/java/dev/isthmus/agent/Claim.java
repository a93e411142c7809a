package dev.isthmus.agent;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.isthmus.api.ObjectRef;
import dev.isthmus.api.port.Authority;
import dev.isthmus.api.port.StoredObject;
import dev.isthmus.api.port.Write;
import org.jspecify.annotations.Nullable;

/**
 * Who writes in this cluster, and on whose word: a ConfigMap, changed by compare-and-set before the
 * first write under a new epoch or of a new process.
 *
 * @param authority the highest that was obeyed when it was written
 * @param process the process that writes
 * @param approved whether an agent that observed at first was approved
 */
record Claim(Authority authority, String process, boolean approved) {
  static final Claim NONE = new Claim(Authority.NONE, "", false);

  /** What the ConfigMap says; a broken one says nothing. */
  static Claim of(@Nullable StoredObject map) {
    if (map == null) {
      return NONE;
    }
    JsonNode data = map.json().path("data");
    return new Claim(
        authority(data.path("authority").asText("")),
        data.path("process").asText(""),
        data.path("approved").asText("").equals("true"));
  }

  private static Authority authority(String text) {
    String[] parts = text.split("\\.", -1);
    try {
      return parts.length == 2
          ? new Authority(Long.parseLong(parts[0]), Long.parseLong(parts[1]))
          : Authority.NONE;
    } catch (NumberFormatException e) {
      return Authority.NONE;
    }
  }

  /** The write that puts this claim where another was. */
  Write over(ObjectRef ref, @Nullable StoredObject former) {
    ObjectNode map = JsonNodeFactory.instance.objectNode();
    map.put("apiVersion", "v1").put("kind", "ConfigMap");
    map.putObject("metadata").put("name", ref.key().name()).put("namespace", ref.key().namespace());
    map.putObject("data")
        .put("approved", Boolean.toString(approved))
        .put("authority", authority.toString())
        .put("process", process);
    return former == null
        ? new Write.Create(ref, map)
        : new Write.Replace(ref, former.uid(), former.resourceVersion(), map);
  }
}
