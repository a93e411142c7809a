package dev.isthmus.api.read;

import com.code_intelligence.jazzer.api.FuzzedDataProvider;
import com.code_intelligence.jazzer.junit.FuzzTest;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;

/**
 * Nothing that is read throws. The build fuzzes for a few seconds; {@code -Dfuzz.duration=1h} for
 * longer.
 */
class ResourceReaderFuzzTest {

  private static final ObjectMapper JSON = new ObjectMapper();
  private static final List<JsonNode> WORKSHOP =
      Trees.workshop(Path.of(System.getProperty("basedir", ".")).resolve(".."));

  private final Schema schema = Schema.table();
  private final ResourceReader reader = new ResourceReader();

  @FuzzTest
  void nothingThrows(FuzzedDataProvider data) {
    RandomObjects objects = new RandomObjects(schema, bound -> data.consumeInt(0, bound - 1));
    JsonNode object =
        switch (data.consumeInt(0, 2)) {
          case 0 -> objects.next();
          case 1 -> objects.damaged(WORKSHOP.get(data.consumeInt(0, WORKSHOP.size() - 1)));
          default -> parsed(data.consumeRemainingAsBytes());
        };
    ReadResult result = reader.read("c", object);
    if (result.resource().isEmpty() && result.findings().isEmpty() && isOurs(object)) {
      throw new AssertionError("left out without a word: " + object);
    }
  }

  private static boolean isOurs(JsonNode object) {
    return object.path("apiVersion").asText().endsWith(".gloo.solo.io/v2")
        && !object.path("apiVersion").asText().startsWith("internal.");
  }

  /** Bytes as a tree; bytes that are no JSON are another reader's. */
  private static JsonNode parsed(byte[] bytes) {
    try {
      return JSON.readTree(bytes);
    } catch (IOException e) {
      return JSON.missingNode();
    }
  }
}
