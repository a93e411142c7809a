package dev.isthmus.kubesim;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.StreamSupport;
import org.jspecify.annotations.Nullable;

/**
 * Kubernetes' strategic merge patch for its own kinds: lists of objects are merged by a key, as the
 * types' {@code patchMergeKey} says. Orders ({@code $setElementOrder}) are not kept.
 */
final class StrategicMerge {
  private static final String DIRECTIVE = "$patch";
  private static final String DELETE_ITEMS = "$deleteFromPrimitiveList/";
  private static final Set<String> PRIMITIVE_SETS = Set.of("finalizers");
  private static final Map<String, String> KEYS =
      Map.ofEntries(
          Map.entry("containers", "name"),
          Map.entry("initContainers", "name"),
          Map.entry("volumes", "name"),
          Map.entry("env", "name"),
          Map.entry("imagePullSecrets", "name"),
          Map.entry("secrets", "name"),
          Map.entry("volumeMounts", "mountPath"),
          Map.entry("conditions", "type"),
          Map.entry("addresses", "type"),
          Map.entry("ownerReferences", "uid"),
          Map.entry("podIPs", "ip"));

  private StrategicMerge() {}

  /** The patched object; neither argument is changed. */
  static ObjectNode apply(JsonNode target, ObjectNode patch) {
    ObjectNode result =
        target instanceof ObjectNode object && !patch.path(DIRECTIVE).asText().equals("replace")
            ? object.deepCopy()
            : JsonNodeFactory.instance.objectNode();
    retainKeys(result, patch.path("$retainKeys"));
    for (Map.Entry<String, JsonNode> entry : patch.properties()) {
      String name = entry.getKey();
      if (name.startsWith(DELETE_ITEMS)) {
        deleteItems(result.path(name.substring(DELETE_ITEMS.length())), entry.getValue());
      } else if (!name.startsWith("$")) {
        set(result, name, entry.getValue());
      }
    }
    return result;
  }

  private static void set(ObjectNode result, String name, JsonNode value) {
    JsonNode old = result.path(name);
    if (value.isNull() || value.path(DIRECTIVE).asText().equals("delete")) {
      result.remove(name);
    } else if (value instanceof ObjectNode object) {
      result.set(name, apply(old, object));
    } else if (value instanceof ArrayNode items) {
      result.set(name, list(name, old, items));
    } else {
      result.set(name, value);
    }
  }

  private static void retainKeys(ObjectNode result, JsonNode keys) {
    if (keys.isArray()) {
      List<String> kept =
          StreamSupport.stream(keys.spliterator(), false).map(JsonNode::asText).toList();
      result.retain(kept);
    }
  }

  private static void deleteItems(JsonNode list, JsonNode items) {
    for (Iterator<JsonNode> old = list.iterator(); old.hasNext(); ) {
      JsonNode item = old.next();
      if (StreamSupport.stream(items.spliterator(), false).anyMatch(item::equals)) {
        old.remove();
      }
    }
  }

  private static ArrayNode list(String name, JsonNode old, ArrayNode patch) {
    String key = name.equals("ports") ? portKey(patch) : KEYS.get(name);
    if (PRIMITIVE_SETS.contains(name) && old instanceof ArrayNode array) {
      return union(array, patch);
    }
    if (key == null || !patch.path(0).isObject()) {
      return patch.deepCopy();
    }
    return byKey(key, old, patch);
  }

  /** Ports of containers and of Services have different keys. */
  private static @Nullable String portKey(ArrayNode patch) {
    return patch.path(0).has("containerPort") ? "containerPort" : "port";
  }

  private static ArrayNode union(ArrayNode old, ArrayNode more) {
    ArrayNode union = old.deepCopy();
    for (JsonNode item : more) {
      if (StreamSupport.stream(old.spliterator(), false).noneMatch(item::equals)) {
        union.add(item);
      }
    }
    return union;
  }

  private static ArrayNode byKey(String key, JsonNode old, ArrayNode patch) {
    boolean replace =
        StreamSupport.stream(patch.spliterator(), false)
            .anyMatch(item -> item.path(DIRECTIVE).asText().equals("replace"));
    List<JsonNode> items = new ArrayList<>();
    if (!replace) {
      old.forEach(items::add);
    }
    for (JsonNode item : patch) {
      if (item instanceof ObjectNode object && object.has(key)) {
        merge(items, key, object);
      }
    }
    return JsonNodeFactory.instance.arrayNode().addAll(items);
  }

  private static void merge(List<JsonNode> items, String key, ObjectNode patch) {
    int at = 0;
    while (at < items.size() && !items.get(at).path(key).equals(patch.path(key))) {
      at++;
    }
    if (patch.path(DIRECTIVE).asText().equals("delete")) {
      if (at < items.size()) {
        items.remove(at);
      }
    } else if (at < items.size()) {
      items.set(at, apply(items.get(at), patch));
    } else {
      items.add(apply(JsonNodeFactory.instance.objectNode(), patch));
    }
  }
}
