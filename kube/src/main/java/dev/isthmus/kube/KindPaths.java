package dev.isthmus.kube;

import com.fasterxml.jackson.databind.JsonNode;
import dev.isthmus.api.ObjectKind;
import dev.isthmus.api.port.SourceLoss;
import java.io.IOException;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/** Where a kind's objects are, as the API server's discovery says. Thread-safe. */
final class KindPaths {
  private final KubeHttp http;
  private final Map<ObjectKind, KindPath> known = new ConcurrentHashMap<>();

  KindPaths(KubeHttp http) {
    this.http = http;
  }

  /**
   * The path of a kind; asked for until it is known.
   *
   * @throws LossException when the API server does not serve it
   * @throws IOException when it does not answer
   */
  KindPath of(ObjectKind kind) throws LossException, IOException, InterruptedException {
    KindPath path = known.get(kind);
    return path != null ? path : discover(kind);
  }

  /** The kind may be served no more. */
  void forget(ObjectKind kind) {
    known.remove(kind);
  }

  private KindPath discover(ObjectKind kind)
      throws LossException, IOException, InterruptedException {
    String root = (kind.group().isEmpty() ? "/api/" : "/apis/") + kind.apiVersion();
    Answer answer = http.get(root);
    if (answer.code() == 404) {
      throw notServed(kind);
    }
    if (!answer.isGood()) {
      throw LossException.of(answer);
    }
    for (JsonNode resource : answer.body().path("resources")) {
      String name = resource.path("name").asText();
      if (resource.path("kind").asText().equals(kind.kind()) && !name.contains("/")) {
        KindPath path = new KindPath(root, name, resource.path("namespaced").asBoolean());
        known.put(kind, path);
        return path;
      }
    }
    throw notServed(kind);
  }

  private static LossException notServed(ObjectKind kind) {
    return new LossException(SourceLoss.NOT_SERVED, "there is no kind " + kind);
  }
}
