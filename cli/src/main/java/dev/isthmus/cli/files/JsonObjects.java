package dev.isthmus.cli.files;

import com.fasterxml.jackson.core.JsonLocation;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.io.PushbackReader;
import java.io.Reader;

/**
 * The objects of one JSON stream, one at a time; the items of a {@code List} are handed on as they
 * come.
 */
final class JsonObjects {
  private static final ObjectMapper MAPPER =
      JsonMapper.builder().enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION).build();

  private final JsonParser parser;
  private final ObjectSink sink;

  private JsonObjects(JsonParser parser, ObjectSink sink) {
    this.parser = parser;
    this.sink = sink;
  }

  /** Reads all values; a syntax error ends the stream after what stood before it was handed on. */
  static void read(Reader text, ObjectSink sink) throws IOException {
    try (JsonParser parser = MAPPER.createParser(withoutMark(text))) {
      try {
        new JsonObjects(parser, sink).values();
      } catch (JsonProcessingException e) {
        JsonLocation at = e.getLocation();
        sink.broken(position(at == null ? parser.currentLocation() : at), message(e));
      }
    }
  }

  /** What is wrong, without what only a Java programmer could do about it. */
  static String message(JsonProcessingException problem) {
    return problem
        .getOriginalMessage()
        .replaceAll("\\[Source: [^;]*; line: (\\d+), column: (\\d+)]", "line $1, column $2")
        .replaceAll(",? ?\\(?from `[^`]*`", "");
  }

  /** Some editors write a byte order mark, which is no JSON. */
  private static Reader withoutMark(Reader text) throws IOException {
    var pushback = new PushbackReader(text);
    int first = pushback.read();
    if (first >= 0 && first != '\uFEFF') {
      pushback.unread(first);
    }
    return pushback;
  }

  private void values() throws IOException {
    while (parser.nextToken() != null) {
      Position at = position(parser.currentTokenLocation());
      if (parser.currentToken() == JsonToken.START_OBJECT) {
        root(at);
      } else {
        parser.skipChildren();
        sink.broken(at, "expected an object with apiVersion, kind and metadata");
      }
    }
  }

  private void root(Position at) throws IOException {
    ObjectNode root = MAPPER.createObjectNode();
    boolean list = false;
    while (parser.nextToken() != JsonToken.END_OBJECT) {
      String key = parser.currentName();
      JsonToken value = parser.nextToken();
      if (key.equals("items") && value == JsonToken.START_ARRAY && mayBeList(root)) {
        list = true;
        items();
      } else {
        root.set(key, parser.<JsonNode>readValueAsTree());
      }
    }
    if (!list) {
      sink.object(at, root);
    }
  }

  private void items() throws IOException {
    while (parser.nextToken() != JsonToken.END_ARRAY) {
      Position at = position(parser.currentTokenLocation());
      JsonNode item = parser.readValueAsTree();
      if (item.isObject()) {
        sink.object(at, item);
      } else {
        sink.broken(at, "an item of a List is an object");
      }
    }
  }

  private static boolean mayBeList(ObjectNode root) {
    JsonNode kind = root.get("kind");
    return kind == null || kind.asText().endsWith("List");
  }

  private static Position position(JsonLocation location) {
    return new Position(Math.max(1, location.getLineNr()), Math.max(1, location.getColumnNr()));
  }
}
