package dev.isthmus.api.read;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.jspecify.annotations.Nullable;

/** The same object in other words: fields in another order, names in the other spelling. */
final class Respelling {

  private final Schema schema;
  private final Random random;

  Respelling(Schema schema, Random random) {
    this.schema = schema;
    this.random = random;
  }

  /** An object of one of the table's kinds, written otherwise. */
  ObjectNode of(ObjectNode object, MessageSchema spec) {
    ObjectNode respelt = JsonNodeFactory.instance.objectNode();
    for (Map.Entry<String, JsonNode> entry : shuffled(object)) {
      boolean isSpec = entry.getKey().equals("spec");
      respelt.set(entry.getKey(), respell(entry.getValue(), isSpec ? spec : null));
    }
    return respelt;
  }

  private JsonNode respell(JsonNode node, @Nullable MessageSchema message) {
    if (!node.isObject()) {
      return node.isArray() ? list(node, message) : node;
    }
    ObjectNode respelt = JsonNodeFactory.instance.objectNode();
    for (Map.Entry<String, JsonNode> entry : shuffled(node)) {
      FieldSchema field = message == null ? null : message.byName().get(entry.getKey());
      String name = entry.getKey();
      JsonNode value = entry.getValue();
      if (field != null) {
        name = random.nextBoolean() ? SchemaParser.snake(name) : name;
        value = value(field, value);
      } else {
        value = respell(value, null);
      }
      respelt.set(name, value);
    }
    return respelt;
  }

  private JsonNode value(FieldSchema field, JsonNode value) {
    if (!(field.type() instanceof ValueType.Message(String name))) {
      return respell(value, null);
    }
    if (field.shape() == FieldSchema.Shape.MAP && value.isObject()) {
      ObjectNode members = JsonNodeFactory.instance.objectNode();
      for (Map.Entry<String, JsonNode> member : shuffled(value)) {
        members.set(member.getKey(), respell(member.getValue(), schema.message(name)));
      }
      return members;
    }
    return respell(value, schema.message(name));
  }

  private JsonNode list(JsonNode list, @Nullable MessageSchema message) {
    ArrayNode respelt = JsonNodeFactory.instance.arrayNode();
    list.forEach(item -> respelt.add(respell(item, message)));
    return respelt;
  }

  private List<Map.Entry<String, JsonNode>> shuffled(JsonNode node) {
    List<Map.Entry<String, JsonNode>> entries = new ArrayList<>(node.properties());
    Collections.shuffle(entries, random);
    return entries;
  }
}
