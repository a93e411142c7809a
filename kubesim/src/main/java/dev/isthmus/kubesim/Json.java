package dev.isthmus.kubesim;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import java.io.UncheckedIOException;

/** Bodies of requests and answers. */
final class Json {
  private static final JsonMapper JSON = new JsonMapper();
  private static final YAMLMapper YAML = new YAMLMapper();

  private Json() {}

  /** Reads a body: YAML where its type says so, else JSON. */
  static JsonNode read(String body, String contentType) {
    try {
      return contentType.contains("yaml") ? YAML.readTree(body) : JSON.readTree(body);
    } catch (JsonProcessingException e) {
      throw ApiFailure.badRequest("the body cannot be read: " + e.getMessage());
    }
  }

  /** Reads a body that is an object. */
  static ObjectNode object(String body, String contentType) {
    if (read(body, contentType) instanceof ObjectNode object) {
      return object;
    }
    throw ApiFailure.badRequest("the body is no object");
  }

  static byte[] write(JsonNode node) {
    try {
      return JSON.writeValueAsBytes(node);
    } catch (JsonProcessingException e) {
      throw new UncheckedIOException(e);
    }
  }

  static String yaml(JsonNode node) {
    try {
      return YAML.writeValueAsString(node);
    } catch (JsonProcessingException e) {
      throw new UncheckedIOException(e);
    }
  }
}
