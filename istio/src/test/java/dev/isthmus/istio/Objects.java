package dev.isthmus.istio;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectReader;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/**
 * The Istio objects below {@code objects/}: the workshop's outputs, and the inputs that were given
 * to istiod.
 */
final class Objects {
  private static final ObjectReader YAML = new YAMLMapper().readerFor(JsonNode.class);
  private static final Path FOLDER = Path.of("src/test/resources/objects");

  private Objects() {}

  static List<Path> files() {
    try (Stream<Path> files = Files.list(FOLDER)) {
      return files.sorted().toList();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** The objects of a file; what {@code kubectl get} printed as a List is taken apart. */
  static List<JsonNode> in(Path file) {
    try (var documents = YAML.<JsonNode>readValues(file.toFile())) {
      return documents.readAll().stream()
          .filter(node -> node.isObject())
          .flatMap(Objects::items)
          .toList();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  static JsonNode yaml(String text) {
    try {
      return YAML.readTree(text);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static Stream<JsonNode> items(JsonNode node) {
    return node.has("items") ? node.get("items").valueStream() : Stream.of(node);
  }
}
