package dev.isthmus.cli.cluster;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.node.TextNode;
import dev.isthmus.cli.files.ObjectFile;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * Objects of files beside this class, with their {@code ${…}} filled in.
 *
 * @param values by the names of the gaps
 */
record Manifests(Map<String, String> values) {
  /** The label of all objects that commands make. */
  static final String MANAGED_BY = "app.kubernetes.io/managed-by";

  static final String ISTHMUS = "isthmus";

  /** The objects of the files, in the order in which they are applied. */
  List<ObjectNode> objects(List<String> files) {
    List<ObjectNode> objects = new ArrayList<>();
    for (String file : files) {
      for (JsonNode document : documents(file)) {
        ObjectNode object = (ObjectNode) filled(document);
        object.withObject("/metadata/labels").put(MANAGED_BY, ISTHMUS);
        objects.add(object);
      }
    }
    return objects;
  }

  /** Whether an object says that we made it. */
  static boolean isManaged(ObjectNode object) {
    return object.path("metadata").path("labels").path(MANAGED_BY).asText().equals(ISTHMUS);
  }

  private static List<JsonNode> documents(String name) {
    try (InputStream file = Manifests.class.getResourceAsStream(name)) {
      if (file == null) {
        throw new IllegalStateException(name + " is not in the jar");
      }
      return ObjectFile.parse(new String(file.readAllBytes(), StandardCharsets.UTF_8));
    } catch (IOException e) {
      throw new UncheckedIOException(name, e);
    }
  }

  /** Filled in value by value: what a user gives stays one text, whatever is in it. */
  private JsonNode filled(JsonNode node) {
    return switch (node) {
      case ObjectNode object -> {
        ObjectNode result = JsonNodeFactory.instance.objectNode();
        object.properties().forEach(field -> result.set(field.getKey(), filled(field.getValue())));
        yield result;
      }
      case ArrayNode array -> {
        ArrayNode result = JsonNodeFactory.instance.arrayNode();
        array.forEach(item -> result.add(filled(item)));
        yield result;
      }
      case TextNode text -> TextNode.valueOf(filled(text.textValue()));
      default -> node;
    };
  }

  private String filled(String text) {
    String result = text;
    for (Map.Entry<String, String> value : values.entrySet()) {
      result = result.replace("${" + value.getKey() + "}", value.getValue());
    }
    return result;
  }
}
