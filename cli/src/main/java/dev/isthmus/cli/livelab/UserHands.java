package dev.isthmus.cli.livelab;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.isthmus.api.ObjectKind;
import dev.isthmus.kube.KubeException;
import dev.isthmus.kube.KubeObjects;
import java.io.IOException;
import java.util.Optional;

/** What a user does with kubectl, done by HTTP at an API server. */
final class UserHands {
  /** By it kubectl's next {@code apply} knows what this one said. */
  private static final String LAST_APPLIED = "kubectl.kubernetes.io/last-applied-configuration";

  private static final int TRIES = 10;

  private UserHands() {}

  /** {@code kubectl apply}: the object as the API server stored it. */
  static ObjectNode apply(KubeObjects server, JsonNode wanted) throws IOException {
    ObjectNode object = wanted.deepCopy();
    ObjectNode annotations = object.withObject("/metadata/annotations");
    annotations.put(LAST_APPLIED, wanted + "\n");
    for (int i = 1; ; i++) {
      try {
        return once(server, object);
      } catch (KubeException conflict) { // somebody wrote its status meanwhile
        if (!conflict.isConflict() || i == TRIES) {
          throw conflict;
        }
      }
    }
  }

  private static ObjectNode once(KubeObjects server, ObjectNode object) throws IOException {
    JsonNode metadata = object.path("metadata");
    Optional<ObjectNode> there =
        server.find(
            KubeObjects.kind(object),
            metadata.path("namespace").asText(""),
            metadata.path("name").asText());
    if (there.isEmpty()) {
      return server.create(object);
    }
    ObjectNode next = object.deepCopy();
    ((ObjectNode) next.path("metadata"))
        .set("resourceVersion", there.get().at("/metadata/resourceVersion"));
    return server.replace(next);
  }

  /** {@code kubectl delete KIND NAME -n NAMESPACE}. */
  static void delete(KubeObjects server, ObjectKind kind, String namespace, String name)
      throws IOException {
    Optional<ObjectNode> there = server.find(kind, namespace, name);
    if (there.isEmpty()) {
      throw new IOException(
          "there is no %s %s/%s at %s to delete"
              .formatted(kind.kind(), namespace, name, server.context()));
    }
    server.delete(there.get());
  }
}
