package dev.isthmus.cli.proxy;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.util.DefaultIndenter;
import com.fasterxml.jackson.core.util.DefaultPrettyPrinter;
import com.fasterxml.jackson.core.util.Separators;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectWriter;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.isthmus.cli.files.YamlText;
import java.util.List;
import java.util.TreeMap;

/** Resources as istioctl writes them: JSON with 4 spaces, YAML with sorted fields. */
public final class ResourceText {
  private static final ObjectWriter WRITER = new JsonMapper().writer(printer());

  private ResourceText() {}

  public static String json(List<JsonNode> resources) {
    ArrayNode array = JsonNodeFactory.instance.arrayNode();
    array.addAll(resources);
    return json(array);
  }

  public static String json(JsonNode node) {
    try {
      return WRITER.writeValueAsString(node) + "\n";
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("a tree of JSON can always be written", e);
    }
  }

  public static String yaml(List<JsonNode> resources) {
    ArrayNode array = JsonNodeFactory.instance.arrayNode();
    array.addAll(resources);
    return yaml(array);
  }

  public static String yaml(JsonNode node) {
    return YamlText.of(sorted(node));
  }

  private static JsonNode sorted(JsonNode node) {
    if (node instanceof ObjectNode object) {
      TreeMap<String, JsonNode> fields = new TreeMap<>();
      object.properties().forEach(field -> fields.put(field.getKey(), sorted(field.getValue())));
      ObjectNode result = JsonNodeFactory.instance.objectNode();
      result.setAll(fields);
      return result;
    }
    if (node instanceof ArrayNode array) {
      ArrayNode result = JsonNodeFactory.instance.arrayNode();
      array.forEach(item -> result.add(sorted(item)));
      return result;
    }
    return node;
  }

  /** As Go's {@code json.MarshalIndent} breaks lines. */
  private static DefaultPrettyPrinter printer() {
    var indenter = new DefaultIndenter("    ", "\n");
    return new DefaultPrettyPrinter()
        .withSeparators(
            Separators.createDefaultInstance()
                .withObjectFieldValueSpacing(Separators.Spacing.AFTER)
                .withObjectEmptySeparator("")
                .withArrayEmptySeparator(""))
        .withObjectIndenter(indenter)
        .withArrayIndenter(indenter);
  }
}
