package dev.isthmus.kubesim;

import com.fasterxml.jackson.core.JsonPointer;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Map;
import java.util.Set;
import java.util.SortedSet;
import java.util.TreeSet;

/**
 * Sets of an object's fields, as JSON pointers. A list is one field, as in kinds whose definitions
 * say nothing of their lists; so is an empty map.
 */
final class Fields {
  private static final Set<String> UNOWNED =
      Set.of(
          "/apiVersion",
          "/kind",
          "/metadata/name",
          "/metadata/namespace",
          "/metadata/uid",
          "/metadata/resourceVersion",
          "/metadata/generation",
          "/metadata/creationTimestamp",
          "/metadata/deletionTimestamp",
          "/metadata/generateName",
          "/metadata/selfLink");

  private Fields() {}

  /** The fields that an object has and somebody may own. */
  static SortedSet<String> of(JsonNode object) {
    SortedSet<String> fields = new TreeSet<>();
    collect("", object, fields);
    fields.removeAll(UNOWNED);
    return fields;
  }

  private static void collect(String path, JsonNode node, Set<String> fields) {
    if (path.equals("/metadata/managedFields")) {
      return;
    }
    if (node.isObject() && !node.isEmpty()) {
      for (Map.Entry<String, JsonNode> entry : node.properties()) {
        collect(child(path, entry.getKey()), entry.getValue(), fields);
      }
    } else if (!path.isEmpty()) {
      fields.add(path);
    }
  }

  static String child(String path, String name) {
    return path + "/" + name.replace("~", "~0").replace("/", "~1");
  }

  /** Sets a field, and makes the maps that it is in. */
  static void set(ObjectNode object, String field, JsonNode value) {
    JsonPointer pointer = JsonPointer.compile(field);
    ObjectNode node = object;
    for (; !pointer.tail().matches(); pointer = pointer.tail()) {
      String name = pointer.getMatchingProperty();
      node = node.get(name) instanceof ObjectNode there ? there : node.putObject(name);
    }
    node.set(pointer.getMatchingProperty(), value);
  }

  /** Removes a field, and the maps that are empty then. */
  static void remove(ObjectNode object, String field) {
    JsonPointer pointer = JsonPointer.compile(field);
    while (!pointer.matches()) {
      JsonPointer head = pointer.head();
      if (object.at(head) instanceof ObjectNode parent) {
        parent.remove(pointer.last().getMatchingProperty());
        if (!parent.isEmpty()) {
          return;
        }
      }
      pointer = head;
    }
  }

  /** As an object's metadata writes them. */
  static ObjectNode toJson(Set<String> fields) {
    ObjectNode json = JsonNodeFactory.instance.objectNode();
    for (String field : fields) {
      ObjectNode node = json;
      for (JsonPointer p = JsonPointer.compile(field); !p.matches(); p = p.tail()) {
        String name = "f:" + p.getMatchingProperty();
        node = node.get(name) instanceof ObjectNode there ? there : node.putObject(name);
      }
    }
    return json;
  }

  static SortedSet<String> fromJson(JsonNode json) {
    SortedSet<String> fields = new TreeSet<>();
    read("", json, fields);
    return fields;
  }

  private static void read(String path, JsonNode json, Set<String> fields) {
    if (json.isEmpty() && !path.isEmpty()) {
      fields.add(path);
    }
    for (Map.Entry<String, JsonNode> entry : json.properties()) {
      if (entry.getKey().startsWith("f:")) {
        read(child(path, entry.getKey().substring(2)), entry.getValue(), fields);
      }
    }
  }
}
