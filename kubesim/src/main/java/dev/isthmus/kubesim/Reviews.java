package dev.isthmus.kubesim;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;

/** What users ask about themselves: {@code kubectl auth can-i} and {@code kubectl auth whoami}. */
final class Reviews {
  private static final String ACCESS = "authorization.k8s.io/v1/selfsubjectaccessreviews";
  private static final String RULES = "authorization.k8s.io/v1/selfsubjectrulesreviews";
  private static final String SELF = "authentication.k8s.io/v1/selfsubjectreviews";

  private final Access access;
  private final String user;

  /**
   * @param user who asks
   */
  Reviews(Access access, String user) {
    this.access = access;
    this.user = user;
  }

  static boolean isOne(Request request) {
    return request.method().equals("POST") && List.of(ACCESS, RULES, SELF).contains(what(request));
  }

  private static String what(Request request) {
    List<String> path = request.path();
    return String.join("/", path.subList(Math.min(1, path.size()), path.size()));
  }

  Response answer(Request request) {
    ObjectNode review = Json.object(request.body(), request.contentType());
    ObjectNode status = review.putObject("status");
    switch (what(request)) {
      case ACCESS -> access(review.path("spec"), status);
      case RULES -> rules(status);
      default ->
          status
              .putObject("userInfo")
              .put("username", user)
              .putArray("groups")
              .add("system:authenticated");
    }
    return new Response(201, Response.JSON, review);
  }

  private void access(JsonNode spec, ObjectNode status) {
    JsonNode object = spec.path("resourceAttributes");
    JsonNode path = spec.path("nonResourceAttributes");
    String verb = (object.isMissingNode() ? path : object).path("verb").asText();
    String group = object.path("group").asText();
    String plural = object.path("resource").asText();
    String resource = group.isEmpty() || plural.equals("*") ? plural : plural + "." + group;
    boolean denied =
        access.mayNot(user, verb, object.isMissingNode() ? path.path("path").asText() : resource);
    status.put("allowed", !denied);
    if (denied) {
      status.put("reason", "kubesim denies it to user " + user);
    }
  }

  private void rules(ObjectNode status) {
    List<String> denials = access.denials(user);
    ObjectNode rule = status.putArray("resourceRules").addObject();
    List.of("verbs", "apiGroups", "resources").forEach(field -> rule.putArray(field).add("*"));
    ObjectNode paths = status.putArray("nonResourceRules").addObject();
    List.of("verbs", "nonResourceURLs").forEach(field -> paths.putArray(field).add("*"));
    status.put("incomplete", !denials.isEmpty());
    if (!denials.isEmpty()) {
      status.put("evaluationError", "all but: " + String.join(", ", denials));
    }
  }
}
