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
import java.util.stream.Stream;

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

  /** The objects of the workshop's clusters and of labs 5 to 11. */
  static List<JsonNode> workshop(Path project) {
    return Stream.of("clusters", "labs")
        .flatMap(folder -> files(project.resolve("examples/workshop").resolve(folder)).stream())
        .filter(file -> !file.endsWith("steps.yaml"))
        .flatMap(file -> documents(file).stream())
        .toList();
  }

  /** The YAML files below a folder that users wrote, in order. */
  static List<Path> files(Path folder) {
    try (Stream<Path> files = Files.walk(folder)) {
      return files
          .filter(f -> f.toString().endsWith(".yaml") && !f.toString().contains("/expected/"))
          .sorted()
          .toList();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
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
