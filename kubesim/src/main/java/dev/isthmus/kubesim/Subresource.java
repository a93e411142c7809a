package dev.isthmus.kubesim;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;

/** Which part of an object a write may change: all but its status, or its status alone. */
final class Subresource {
  private static final String STATUS = "status";

  private Subresource() {}

  /** What is stored when {@code next} is written over {@code live}; may be {@code next} itself. */
  static ObjectNode merge(ResourceType type, String subresource, ObjectNode live, ObjectNode next) {
    if (subresource.equals(STATUS)) {
      ObjectNode result = live.deepCopy();
      move(next, result);
      JsonNode managed = next.at("/metadata/managedFields");
      if (managed.isArray()) {
        result.withObject("/metadata").set("managedFields", managed);
      }
      return result;
    }
    if (type.status()) {
      move(live, next);
    }
    return next;
  }

  private static void move(ObjectNode from, ObjectNode to) {
    if (from.has(STATUS)) {
      to.set(STATUS, from.get(STATUS));
    } else {
      to.remove(STATUS);
    }
  }

  /** The part of an apply that counts. */
  static ObjectNode part(ResourceType type, String subresource, ObjectNode wanted) {
    ObjectNode part = wanted.deepCopy();
    if (subresource.equals(STATUS)) {
      part.retain("apiVersion", "kind", STATUS);
    } else if (type.status()) {
      part.remove(STATUS);
    }
    return part;
  }
}
