package dev.isthmus.kubesim;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.fabric8.zjsonpatch.JsonPatch;
import io.fabric8.zjsonpatch.JsonPatchException;

/** The patches that are no apply, by their content types. */
final class Patches {
  static final String JSON = "application/json-patch+json";
  static final String MERGE = "application/merge-patch+json";
  static final String STRATEGIC = "application/strategic-merge-patch+json";
  static final String APPLY = "application/apply-patch+yaml";

  private Patches() {}

  /** The patched object. */
  static ObjectNode apply(ResourceType type, String contentType, ObjectNode live, JsonNode patch) {
    JsonNode patched =
        switch (contentType) {
          case JSON -> json(type, live, patch);
          case MERGE -> MergePatch.apply(live, patch);
          case STRATEGIC -> strategic(type, live, patch);
          default -> throw unsupported(contentType);
        };
    if (patched instanceof ObjectNode object) {
      return object;
    }
    throw ApiFailure.badRequest("the patch makes no object");
  }

  private static JsonNode json(ResourceType type, ObjectNode live, JsonNode patch) {
    try {
      return JsonPatch.apply(patch, live);
    } catch (JsonPatchException e) {
      throw ApiFailure.invalid(
          type, live.at("/metadata/name").asText(), String.valueOf(e.getMessage()));
    }
  }

  private static ObjectNode strategic(ResourceType type, ObjectNode live, JsonNode patch) {
    if (type.custom()) {
      throw unsupported(STRATEGIC);
    }
    if (patch instanceof ObjectNode object) {
      return StrategicMerge.apply(live, object);
    }
    throw ApiFailure.badRequest("the patch is no object");
  }

  private static ApiFailure unsupported(String contentType) {
    return new ApiFailure(
        415,
        "UnsupportedMediaType",
        "the body of the request was in an unknown format - accepted media types include: "
            + String.join(", ", JSON, MERGE, APPLY)
            + "; not "
            + contentType);
  }
}
