package dev.isthmus.kubesim;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.List;

/** The file that tells kubectl of servers. */
public final class Kubeconfig {
  private Kubeconfig() {}

  /**
   * A context per server, named as its cluster; the first is the current one.
   *
   * @param token whose rights the contexts have
   * @return the file's content
   */
  public static String of(List<SimServer> servers, String token) {
    ObjectNode config = JsonNodeFactory.instance.objectNode();
    config.put("apiVersion", "v1").put("kind", "Config");
    ArrayNode clusters = config.putArray("clusters");
    ArrayNode contexts = config.putArray("contexts");
    for (SimServer server : servers) {
      String name = server.cluster().name();
      clusters
          .addObject()
          .put("name", name)
          .putObject("cluster")
          .put("server", server.url())
          .put("certificate-authority-data", base64(server.rootPem()));
      contexts
          .addObject()
          .put("name", name)
          .putObject("context")
          .put("cluster", name)
          .put("user", "isthmus");
    }
    config
        .putArray("users")
        .addObject()
        .put("name", "isthmus")
        .putObject("user")
        .put("token", token);
    config.put("current-context", servers.getFirst().cluster().name());
    return Json.yaml(config);
  }

  private static String base64(String text) {
    return Base64.getEncoder().encodeToString(text.getBytes(StandardCharsets.US_ASCII));
  }
}
