package dev.isthmus.kube;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.isthmus.api.ObjectKind;
import dev.isthmus.api.port.Observation.Listed;
import dev.isthmus.api.port.SourceLoss;
import dev.isthmus.api.port.StoredObject;
import java.io.IOException;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/**
 * Lists a kind from the quorum, page by page, at one resourceVersion. A list that is not whole is
 * none.
 */
final class Lister {
  private final KubeHttp http;
  private final Trim trim;
  private final int pageSize;

  Lister(KubeHttp http, Trim trim, int pageSize) {
    this.http = http;
    this.trim = trim;
    this.pageSize = pageSize;
  }

  /**
   * All objects of a kind.
   *
   * @throws LossException when they are refused, or a page is no longer to be had
   * @throws IOException when a page did not come whole
   */
  Listed list(ObjectKind kind, KindPath path)
      throws LossException, IOException, InterruptedException {
    List<StoredObject> objects = new ArrayList<>();
    String version = "";
    String token = "";
    do {
      // Without resourceVersion: the quorum's answer, never a cache's.
      String next =
          token.isEmpty() ? "" : "&continue=" + URLEncoder.encode(token, StandardCharsets.UTF_8);
      Answer answer = http.get(path.all() + "?limit=" + pageSize + next);
      if (!answer.isGood()) {
        throw LossException.of(answer);
      }
      JsonNode metadata = answer.body().path("metadata");
      String page = metadata.path("resourceVersion").asText("");
      if (page.isEmpty() || !answer.body().path("items").isArray()) {
        throw new IOException("a page of the list was cut off");
      }
      if (!version.isEmpty() && !version.equals(page)) {
        throw new LossException(
            SourceLoss.INCOMPLETE, "the pages of the list have several resourceVersions");
      }
      version = page;
      for (JsonNode item : answer.body().path("items")) {
        objects.add(trim.stored(kind, (ObjectNode) item));
      }
      token = metadata.path("continue").asText("");
    } while (!token.isEmpty());
    return new Listed(kind, objects, version);
  }
}
