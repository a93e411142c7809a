package dev.isthmus.testing.random;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.List;

/**
 * Breaks one place of an object as a user or an attacker might: a wrong type, a strange value, a
 * typo, a hole.
 */
final class Damage {
  private static final JsonNodeFactory NODES = JsonNodeFactory.instance;

  private Damage() {}

  /**
   * A broken copy. What says which object it is stays, except that the whole metadata may be lost.
   */
  static ObjectNode of(Dice dice, ObjectNode object) {
    ObjectNode copy = object.deepCopy();
    if (dice.chance(0.03)) {
      copy.remove("metadata");
      return copy;
    }
    var places = new ArrayList<ObjectNode>();
    collect(copy.path("spec"), places);
    collect(copy.path("metadata").path("labels"), places);
    if (places.isEmpty() || dice.chance(0.05)) {
      copy.set("spec", odd(dice));
      return copy;
    }
    ObjectNode place = dice.pick(places);
    List<String> names = new ArrayList<>();
    place.fieldNames().forEachRemaining(names::add);
    if (names.isEmpty()) {
      place.set("surprise", odd(dice));
      return copy;
    }
    String name = dice.pick(names);
    switch (dice.between(0, 5)) {
      case 0 -> place.remove(name);
      case 1 -> place.set(name + "x", place.remove(name));
      case 2 -> place.set(snakeCase(name), place.remove(name));
      case 3 -> place.set(name, repeat(place.path(name)));
      default -> place.set(name, odd(dice));
    }
    return copy;
  }

  private static void collect(JsonNode node, List<ObjectNode> places) {
    if (node instanceof ObjectNode object) {
      places.add(object);
    }
    node.forEach(child -> collect(child, places));
  }

  private static JsonNode repeat(JsonNode value) {
    ArrayNode twice = NODES.arrayNode();
    if (value instanceof ArrayNode array) {
      array.forEach(each -> twice.add(each).add(each));
    } else {
      twice.add(value).add(value);
    }
    return twice;
  }

  private static JsonNode odd(Dice dice) {
    return dice.pick(
        NODES.nullNode(),
        NODES.textNode(""),
        NODES.textNode("*"),
        NODES.textNode("ü\u0000\n\"'[]{}"),
        NODES.textNode("x".repeat(300)),
        NODES.numberNode(-1),
        NODES.numberNode(99_999_999_999L),
        NODES.numberNode(1.5),
        NODES.booleanNode(true),
        NODES.arrayNode(),
        NODES.arrayNode().add(NODES.nullNode()),
        NODES.arrayNode().add(NODES.objectNode()),
        NODES.objectNode(),
        NODES.objectNode().put("name", 5));
  }

  private static String snakeCase(String name) {
    var text = new StringBuilder();
    for (int i = 0; i < name.length(); i++) {
      char c = name.charAt(i);
      if (Character.isUpperCase(c)) {
        text.append('_');
      }
      text.append(Character.toLowerCase(c));
    }
    return text.toString();
  }
}
