package dev.isthmus.kubesim;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import java.util.Map;

/**
 * Schemas for {@code kubectl explain}: those that definitions have, and what all objects share. Of
 * Kubernetes' own kinds and of definitions without a schema it says no more.
 */
final class OpenApiSchemas {
  private static final String METADATA = "io.k8s.apimachinery.pkg.apis.meta.v1.ObjectMeta";
  private static final String UNKNOWN = "kubesim has no schema of this kind, and checks nothing.";
  private static final Map<String, String> TEXTS =
      Map.of(
          "name", "Unique in the namespace, for its kind.",
          "namespace", "The namespace it is in.",
          "generateName", "The beginning of a name that the server makes.",
          "uid", "Made by the server; another object has another, of the same name too.",
          "resourceVersion", "Changes with every write.",
          "creationTimestamp", "When it was made.",
          "deletionTimestamp", "Since when it is being deleted.");

  private OpenApiSchemas() {}

  /** What all kinds refer to. */
  static void shared(ObjectNode schemas) {
    ObjectNode metadata = schemas.putObject(METADATA).put("type", "object");
    metadata.put("description", "What every object has.");
    ObjectNode fields = metadata.putObject("properties");
    TEXTS.forEach((name, text) -> text(fields, name, text));
    fields.putObject("generation").put("type", "integer").put("description", "Counts the changes.");
    map(fields, "labels", "What selectors look at.");
    map(fields, "annotations", "Texts for people and programs.");
    ObjectNode finalizers = fields.putObject("finalizers").put("type", "array");
    finalizers.put("description", "Who must agree before it is gone.");
    finalizers.putObject("items").put("type", "string");
  }

  /** The schema of a kind in a version. */
  static void kind(
      ObjectNode schemas, ResourceType type, String version, List<ObjectNode> definitions) {
    ObjectNode schema =
        schemas.putObject(String.join(".", "kubesim", type.name(), version, type.kind()));
    schema.setAll(declared(type, version, definitions));
    schema.put("type", "object");
    if (!schema.has("description")) {
      schema.put("description", UNKNOWN);
    }
    ObjectNode fields = schema.withObject("/properties");
    text(fields, "apiVersion", "The group and version of the kind.");
    text(fields, "kind", "The kind.");
    fields
        .putObject("metadata")
        .putArray("allOf")
        .addObject()
        .put("$ref", "#/components/schemas/" + METADATA);
    ObjectNode gvk = schema.putArray("x-kubernetes-group-version-kind").addObject();
    Discovery.kind(gvk, type, version);
  }

  private static ObjectNode declared(
      ResourceType type, String version, List<ObjectNode> definitions) {
    for (ObjectNode definition : definitions) {
      if (definition.at("/metadata/name").asText().equals(type.name())) {
        for (JsonNode each : definition.at("/spec/versions")) {
          if (each.path("name").asText().equals(version)
              && each.at("/schema/openAPIV3Schema") instanceof ObjectNode schema) {
            return schema.deepCopy();
          }
        }
      }
    }
    return JsonNodeFactory.instance.objectNode();
  }

  private static void text(ObjectNode fields, String name, String description) {
    fields.putObject(name).put("type", "string").put("description", description);
  }

  private static void map(ObjectNode fields, String name, String description) {
    ObjectNode map = fields.putObject(name).put("type", "object").put("description", description);
    map.putObject("additionalProperties").put("type", "string");
  }
}
