package dev.isthmus.cli.cluster;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.isthmus.cli.print.Console;
import dev.isthmus.kube.KubeException;
import dev.isthmus.kube.KubeObjects;
import java.util.List;
import java.util.Optional;

/** Applies objects to a cluster, and says a line for each. */
final class Applier {
  private final KubeObjects cluster;
  private final Console console;

  Applier(KubeObjects cluster, Console console) {
    this.cluster = cluster;
    this.console = console;
  }

  /** Makes the object what it says; fields that it does not name stay as they are. */
  ObjectNode apply(ObjectNode object) throws KubeException {
    Optional<ObjectNode> before = find(object);
    ObjectNode after = cluster.apply(object);
    boolean same = before.filter(b -> content(b).equals(content(after))).isPresent();
    say(object, before.isEmpty() ? "created" : same ? "unchanged" : "changed");
    return after;
  }

  /** Makes the object unless one of its name is there, which stays as it is. */
  ObjectNode keep(ObjectNode object) throws KubeException {
    Optional<ObjectNode> before = find(object);
    if (before.isPresent()) {
      say(object, "unchanged");
      return before.get();
    }
    return apply(object);
  }

  /** Applies a namespace and objects in it; admission policies where they are served. */
  void applyAll(String namespace, List<ObjectNode> objects) throws KubeException {
    var _ = keep(ManagementSide.namespace(namespace));
    boolean admission = true;
    for (ObjectNode object : objects) {
      try {
        var _ = apply(object);
      } catch (KubeException e) {
        if (!e.isNotFound() || !isPolicy(object)) {
          throw e;
        }
        admission = false;
      }
    }
    if (!admission) {
      console.say(
          "%s serves no ValidatingAdmissionPolicy (Kubernetes does from 1.30 on): the account is held by its rights alone."
              .formatted(cluster.context()));
    }
  }

  private static boolean isPolicy(ObjectNode object) {
    return object.path("kind").asText().startsWith("ValidatingAdmissionPolicy");
  }

  Optional<ObjectNode> find(ObjectNode object) throws KubeException {
    JsonNode metadata = object.path("metadata");
    return cluster.find(
        KubeObjects.kind(object),
        metadata.path("namespace").asText(""),
        metadata.path("name").asText());
  }

  /** What an object says; some API servers count a version though nothing has changed. */
  private static ObjectNode content(ObjectNode object) {
    ObjectNode content = object.deepCopy();
    content.withObject("/metadata").remove(List.of("resourceVersion", "managedFields"));
    return content;
  }

  void say(ObjectNode object, String outcome) {
    console.say("%s: %s %s".formatted(cluster.context(), name(object), outcome));
  }

  /** As messages name an object: {@code Secret isthmus/isthmus-agent}. */
  static String name(ObjectNode object) {
    JsonNode metadata = object.path("metadata");
    String namespace = metadata.path("namespace").asText("");
    return object.path("kind").asText()
        + " "
        + (namespace.isEmpty() ? "" : namespace + "/")
        + metadata.path("name").asText();
  }
}
