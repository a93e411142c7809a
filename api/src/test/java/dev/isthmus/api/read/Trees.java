package dev.isthmus.api.read;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.MappingIterator;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** Trees of YAML, for tests. */
final class Trees {

  private static final ObjectMapper YAML = new YAMLMapper();

  /** Later labs hold variables of the shell: a port's number, or a text. */
  private static String withoutVariables(String text) {
    return text.replaceAll("\\$\\{[^}]*PORT[^}]*}", "8080").replaceAll("\\$\\{[^}]*}", "example");
  }

  private Trees() {}

  static JsonNode yaml(String text) {
    try {
      return YAML.readTree(text);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** A RouteTable with this spec. */
  static JsonNode routeTable(String spec) {
    return object("networking.gloo.solo.io/v2", "RouteTable", spec);
  }

  /** An object of a kind with this spec. */
  static JsonNode object(String apiVersion, String kind, String spec) {
    return yaml(
        "apiVersion: %s\nkind: %s\nmetadata: {name: n, namespace: ns}\nspec:\n%s"
            .formatted(apiVersion, kind, spec.isBlank() ? "  {}" : spec.indent(2)));
  }

  /** The documents of a file. */
  static List<JsonNode> documents(Path file) {
    List<JsonNode> documents = new ArrayList<>();
    try (MappingIterator<JsonNode> all =
        YAML.readerFor(JsonNode.class).readValues(withoutVariables(Files.readString(file)))) {
      while (all.hasNext()) {
        JsonNode next = all.next();
        if (next != null && !next.isNull() && !next.isMissingNode()) {
          documents.add(next);
        }
      }
    } catch (IOException e) {
      throw new UncheckedIOException(file.toString(), e);
    }
    return documents;
  }
}
