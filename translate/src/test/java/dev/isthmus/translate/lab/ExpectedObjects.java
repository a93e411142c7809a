package dev.isthmus.translate.lab;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.isthmus.testing.Yaml;
import dev.isthmus.testing.golden.LineDiff;
import dev.isthmus.translate.OutputJson;
import dev.isthmus.translate.Translation;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;

/**
 * Objects that a lab prints, each of which must be among the generated ones; see
 * docs/design/lab-data.md.
 */
final class ExpectedObjects {
  private static final Set<String> EXCEPTIONS =
      Set.of("name-digits", "virtual-addresses", "endpoint-subset-labels");

  private final Set<String> except;

  ExpectedObjects(Set<String> except) {
    this.except = except;
    if (!EXCEPTIONS.containsAll(except)) {
      throw new IllegalArgumentException("unknown exception among " + except);
    }
  }

  /** Checks each object of a file. */
  void check(Path file, String cluster, Translation translation) {
    List<ObjectNode> expected = Yaml.read(file);
    if (expected.isEmpty()) {
      throw new AssertionError(file + " expects nothing");
    }
    List<ObjectNode> given =
        translation.outputs(cluster).values().stream().map(OutputJson::write).toList();
    for (ObjectNode object : expected) {
      checkOne(object, given);
    }
  }

  private void checkOne(ObjectNode expected, List<ObjectNode> given) {
    List<ObjectNode> alike =
        given.stream().filter(g -> identity(g).equals(identity(expected))).toList();
    if (alike.stream().anyMatch(g -> normal(g, expected).equals(normal(expected, expected)))) {
      return;
    }
    String nearest =
        alike.isEmpty()
            ? "there is none; there are\n" + names(given)
            : LineDiff.of(
                Yaml.write(normal(expected, expected)),
                Yaml.write(normal(alike.getFirst(), expected)));
    throw new AssertionError("no object equals " + identity(expected) + ":\n" + nearest);
  }

  private static String names(List<ObjectNode> objects) {
    return String.join(
        "\n",
        objects.stream()
            .map(o ->
                "  "
                    + o.path("kind").asText()
                    + " "
                    + o.at("/metadata/namespace").asText()
                    + "/"
                    + o.at("/metadata/name").asText())
            .toList());
  }

  private String identity(ObjectNode object) {
    return object.path("kind").asText()
        + " "
        + object.at("/metadata/namespace").asText()
        + "/"
        + name(object);
  }

  private String name(ObjectNode object) {
    String name = object.at("/metadata/name").asText();
    boolean digits = except.contains("name-digits") && object.at("/spec/trafficPolicy").isObject();
    return digits ? name.substring(0, name.lastIndexOf('-')) + "-<digits>" : name;
  }

  /** The object without what the exceptions allow to differ from the expected one. */
  private ObjectNode normal(ObjectNode object, ObjectNode expected) {
    ObjectNode copy = object.deepCopy();
    ((ObjectNode) copy.path("metadata")).put("name", name(object));
    if (!(copy.path("spec") instanceof ObjectNode spec)) {
      return copy;
    }
    if (except.contains("virtual-addresses") && spec.path("addresses").size() == 1) {
      spec.withArray("addresses").removeAll().add("<virtual address>");
    }
    if (except.contains("endpoint-subset-labels")) {
      JsonNode wanted = expected.at("/spec/endpoints");
      for (int i = 0; i < spec.path("endpoints").size() && i < wanted.size(); i++) {
        keepOnly(
            (ObjectNode) spec.path("endpoints").get(i).path("labels"),
            wanted.get(i).path("labels"));
      }
    }
    return copy;
  }

  private static void keepOnly(ObjectNode labels, JsonNode wanted) {
    var names = new java.util.ArrayList<String>();
    wanted.fieldNames().forEachRemaining(names::add);
    labels.retain(names);
  }
}
