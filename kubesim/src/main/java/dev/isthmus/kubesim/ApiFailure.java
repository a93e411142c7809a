package dev.isthmus.kubesim;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;

/** An answer that is no success, as a Kubernetes {@code Status}. */
final class ApiFailure extends RuntimeException {
  private final int code;
  private final String reason;
  private final int retryAfterSeconds;

  ApiFailure(int code, String reason, String message) {
    this(code, reason, message, 0);
  }

  ApiFailure(int code, String reason, String message, int retryAfterSeconds) {
    super(message, null, false, false);
    this.code = code;
    this.reason = reason;
    this.retryAfterSeconds = retryAfterSeconds;
  }

  static ApiFailure badRequest(String message) {
    return new ApiFailure(400, "BadRequest", message);
  }

  static ApiFailure notFound(ResourceType type, String name) {
    return new ApiFailure(404, "NotFound", type.name() + " \"" + name + "\" not found");
  }

  static ApiFailure noSuchPath() {
    return new ApiFailure(404, "NotFound", "the server could not find the requested resource");
  }

  static ApiFailure exists(ResourceType type, String name) {
    return new ApiFailure(409, "AlreadyExists", type.name() + " \"" + name + "\" already exists");
  }

  static ApiFailure conflict(ResourceType type, String name, String why) {
    return new ApiFailure(
        409,
        "Conflict",
        "Operation cannot be fulfilled on " + type.name() + " \"" + name + "\": " + why);
  }

  static ApiFailure invalid(ResourceType type, String name, String why) {
    return new ApiFailure(422, "Invalid", type.kind() + " \"" + name + "\" is invalid: " + why);
  }

  static ApiFailure expired() {
    return new ApiFailure(
        410,
        "Expired",
        "The resourceVersion for the provided list or watch is too old: its history is gone.");
  }

  int code() {
    return code;
  }

  int retryAfterSeconds() {
    return retryAfterSeconds;
  }

  /** The answer's body. */
  ObjectNode status() {
    ObjectNode status = JsonNodeFactory.instance.objectNode();
    status.put("kind", "Status").put("apiVersion", "v1");
    status.putObject("metadata");
    status.put("status", "Failure").put("message", getMessage());
    if (!reason.isEmpty()) {
      status.put("reason", reason);
    }
    if (retryAfterSeconds > 0) {
      status.putObject("details").put("retryAfterSeconds", retryAfterSeconds);
    }
    return status.put("code", code);
  }
}
