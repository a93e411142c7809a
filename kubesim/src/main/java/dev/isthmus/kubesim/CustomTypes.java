package dev.isthmus.kubesim;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.NullNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.node.TextNode;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.stream.StreamSupport;

/** What a CustomResourceDefinition defines. */
final class CustomTypes {
  private CustomTypes() {}

  static ResourceType of(ObjectNode definition) {
    JsonNode spec = definition.path("spec");
    JsonNode names = spec.path("names");
    List<JsonNode> versions =
        StreamSupport.stream(spec.path("versions").spliterator(), false)
            .filter(version -> version.path("served").asBoolean())
            .sorted(Comparator.comparing(CustomTypes::name, CustomTypes::byPriority))
            .toList();
    if (versions.isEmpty()) {
      throw ApiFailure.badRequest("spec.versions: no version is served");
    }
    return new ResourceType(
        spec.path("group").asText(),
        versions.stream().map(CustomTypes::name).toList(),
        names.path("kind").asText(),
        names.path("plural").asText(),
        texts(names.path("shortNames")),
        texts(names.path("categories")),
        spec.path("scope").asText().equals("Namespaced"),
        true,
        versions.getFirst().path("subresources").has("status"),
        columns(versions.getFirst().path("additionalPrinterColumns")));
  }

  private static String name(JsonNode version) {
    return version.path("name").asText();
  }

  private static List<String> texts(JsonNode array) {
    return StreamSupport.stream(array.spliterator(), false).map(JsonNode::asText).toList();
  }

  /** Kubernetes prefers stable versions to beta to alpha, and higher ones to lower ones. */
  static int byPriority(String a, String b) {
    int order = Integer.compare(stability(a), stability(b));
    return order != 0 ? order : b.compareTo(a);
  }

  private static int stability(String version) {
    return version.contains("alpha") ? 2 : version.contains("beta") ? 1 : 0;
  }

  private static List<Column> columns(JsonNode declared) {
    List<Column> columns = new ArrayList<>(List.of(Cells.NAME));
    for (JsonNode column : declared) {
      columns.add(column(column));
    }
    if (declared.isEmpty()) {
      columns.add(Cells.AGE);
    }
    return columns;
  }

  private static Column column(JsonNode declared) {
    FieldPath path = FieldPath.parse(declared.path("jsonPath").asText());
    String type = declared.path("type").asText();
    return new Column(
        declared.path("name").asText(),
        type,
        declared.path("priority").asInt() > 0,
        (object, now) -> {
          JsonNode value = path.of(object);
          if (value.isMissingNode() || value.isNull()) {
            return NullNode.instance;
          }
          if (type.equals("date")) {
            return Cells.age(value, now);
          }
          return value.isContainerNode() ? TextNode.valueOf(value.toString()) : value;
        });
  }
}
