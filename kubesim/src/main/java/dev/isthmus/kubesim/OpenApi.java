package dev.isthmus.kubesim;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;

/**
 * OpenAPI 3, as far as kubectl asks for it. When it applies: that a PATCH of each kind takes {@code
 * fieldValidation} and {@code dryRun}, so that it leaves the check of fields to the server. When it
 * explains: schemas.
 */
final class OpenApi {
  private final List<ResourceType> types;
  private final List<ObjectNode> definitions;

  /**
   * @param definitions the CustomResourceDefinitions, for their schemas
   */
  OpenApi(List<ResourceType> types, List<ObjectNode> definitions) {
    this.types = types;
    this.definitions = definitions;
  }

  /** The answer for a path below {@code /openapi}. */
  Response answer(List<String> path) {
    if (path.size() < 2 || !path.get(1).equals("v3")) {
      throw ApiFailure.noSuchPath();
    }
    return Response.ok(path.size() == 2 ? index() : document(path.subList(2, path.size())));
  }

  private static String path(ResourceType type, String version) {
    return (type.group().isEmpty() ? "api/" : "apis/") + type.apiVersion(version);
  }

  private ObjectNode index() {
    ObjectNode index = JsonNodeFactory.instance.objectNode();
    ObjectNode paths = index.putObject("paths");
    for (ResourceType type : types) {
      for (String version : type.versions()) {
        String path = path(type, version);
        paths.putObject(path).put("serverRelativeURL", "/openapi/v3/" + path);
      }
    }
    return index;
  }

  private ObjectNode document(List<String> of) {
    String wanted = String.join("/", of);
    ObjectNode document = JsonNodeFactory.instance.objectNode().put("openapi", "3.0.0");
    document.putObject("info").put("title", "Kubernetes").put("version", "v1");
    ObjectNode paths = document.putObject("paths");
    ObjectNode schemas = document.putObject("components").putObject("schemas");
    OpenApiSchemas.shared(schemas);
    for (ResourceType type : types) {
      for (String version : type.versions()) {
        if (path(type, version).equals(wanted)) {
          String scope = type.namespaced() ? "/namespaces/{namespace}/" : "/";
          patch(paths.putObject("/" + wanted + scope + type.plural() + "/{name}"), type, version);
          OpenApiSchemas.kind(schemas, type, version, definitions);
        }
      }
    }
    if (paths.isEmpty()) {
      throw ApiFailure.noSuchPath();
    }
    return document;
  }

  private static void patch(ObjectNode path, ResourceType type, String version) {
    ObjectNode patch = path.putObject("patch");
    Discovery.kind(patch.putObject("x-kubernetes-group-version-kind"), type, version);
    ArrayNode parameters = patch.putArray("parameters");
    for (String name : List.of("dryRun", "fieldManager", "fieldValidation", "force")) {
      ObjectNode parameter = parameters.addObject().put("name", name).put("in", "query");
      parameter.putObject("schema").put("type", name.equals("force") ? "boolean" : "string");
    }
  }
}
