package dev.isthmus.testing.random;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Collection;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Short ways to write JSON. */
final class Json {
  private static final JsonNodeFactory NODES = JsonNodeFactory.instance;

  private Json() {}

  /** Keys and values in turn; a null value leaves its key out. */
  static ObjectNode object(@Nullable Object... keysAndValues) {
    ObjectNode object = NODES.objectNode();
    for (int i = 0; i < keysAndValues.length; i += 2) {
      Object value = keysAndValues[i + 1];
      if (value != null) {
        object.set(String.valueOf(keysAndValues[i]), node(value));
      }
    }
    return object;
  }

  static ArrayNode list(Object... values) {
    return list(java.util.Arrays.asList(values));
  }

  static ArrayNode list(Collection<?> values) {
    ArrayNode array = NODES.arrayNode();
    values.forEach(value -> array.add(node(value)));
    return array;
  }

  private static JsonNode node(Object value) {
    return switch (value) {
      case JsonNode node -> node;
      case String text -> NODES.textNode(text);
      case Integer number -> NODES.numberNode(number);
      case Double number -> NODES.numberNode(number);
      case Boolean flag -> NODES.booleanNode(flag);
      case Collection<?> values -> list(values);
      case Map<?, ?> map -> {
        ObjectNode object = NODES.objectNode();
        map.forEach((key, each) -> object.set(String.valueOf(key), node(each)));
        yield object;
      }
      default -> throw new IllegalArgumentException("no JSON for " + value.getClass());
    };
  }
}
