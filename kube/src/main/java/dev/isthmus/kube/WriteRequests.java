package dev.isthmus.kube;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.isthmus.api.ObjectRef;
import dev.isthmus.api.port.Write;
import java.io.IOException;
import java.time.Duration;

/** Writes as requests: each with what it takes the object for, so that no other is changed. */
final class WriteRequests {
  private static final String JSON = "application/json";
  private static final String MANAGER = "fieldManager=isthmus";

  private final KubeHttp http;

  WriteRequests(KubeHttp http) {
    this.http = http;
  }

  /** Sends a write, and waits for the answer. */
  Answer send(Write write, KindPath path) throws IOException, InterruptedException {
    return switch (write) {
      case Write.Create create ->
          http.ask(
              "POST",
              path.in(create.ref().key().namespace()) + "?" + MANAGER,
              JSON,
              identified(create.ref(), create.json()));
      case Write.Replace replace -> replace(replace, path);
      case Write.Delete delete -> delete(delete, path);
      case Write.ApplyStatus apply -> apply(apply, path);
    };
  }

  private Answer replace(Write.Replace replace, KindPath path)
      throws IOException, InterruptedException {
    ObjectNode object = identified(replace.ref(), replace.json());
    object
        .withObject("/metadata")
        .put("uid", replace.uid())
        .put("resourceVersion", replace.resourceVersion());
    return http.ask("PUT", path.of(replace.ref().key()) + "?" + MANAGER, JSON, object);
  }

  private Answer delete(Write.Delete delete, KindPath path)
      throws IOException, InterruptedException {
    ObjectNode options = JsonNodeFactory.instance.objectNode();
    options.put("apiVersion", "v1").put("kind", "DeleteOptions");
    options.put("propagationPolicy", "Background");
    options
        .putObject("preconditions")
        .put("uid", delete.uid())
        .put("resourceVersion", delete.resourceVersion());
    return http.ask("DELETE", path.of(delete.ref().key()), JSON, options);
  }

  /**
   * By force: these fields are ours, whoever wrote them before. API servers look at the
   * resourceVersion of an applied status, but not at its uid: so the object is read first.
   */
  private Answer apply(Write.ApplyStatus apply, KindPath path)
      throws IOException, InterruptedException {
    String place = path.of(apply.ref().key());
    Answer read = http.get(place);
    JsonNode there = read.body().path("metadata");
    if (!read.isGood()) {
      return read;
    }
    if (!there.path("uid").asText().equals(apply.uid())) {
      return conflict("there is another object of this name, with uid " + there.path("uid"));
    }
    ObjectNode object = identified(apply.ref(), JsonNodeFactory.instance.objectNode());
    object.withObject("/metadata").set("resourceVersion", there.path("resourceVersion"));
    object.set("status", apply.status());
    return http.ask(
        "PATCH", place + "/status?force=true&" + MANAGER, "application/apply-patch+yaml", object);
  }

  private static Answer conflict(String message) {
    return new Answer(
        409, Duration.ZERO, JsonNodeFactory.instance.objectNode().put("message", message));
  }

  private static ObjectNode identified(ObjectRef ref, ObjectNode json) {
    ObjectNode object = json.deepCopy();
    object.put("apiVersion", ref.kind().apiVersion()).put("kind", ref.kind().kind());
    ObjectNode metadata = object.withObject("/metadata").put("name", ref.key().name());
    if (!ref.key().namespace().isEmpty()) {
      metadata.put("namespace", ref.key().namespace());
    }
    return object;
  }
}
