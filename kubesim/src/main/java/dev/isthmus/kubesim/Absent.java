package dev.isthmus.kubesim;

import java.util.List;
import java.util.Map;

/** What an API server has and this one has not, for no container runs here: said in words. */
final class Absent {
  private static final String NO_CONTAINERS = "kubesim runs no containers: ";
  private static final String NO_CONTROLLERS = "kubesim has no controllers: ";
  private static final Map<String, String> WHY =
      Map.of(
          "log", NO_CONTAINERS + "there are no logs",
          "exec", NO_CONTAINERS + "there is nothing to run a command in",
          "attach", NO_CONTAINERS + "there is nothing to attach to",
          "ephemeralcontainers", NO_CONTAINERS + "there is nothing to debug",
          "portforward", NO_CONTAINERS + "no port of a pod can be reached",
          "proxy", NO_CONTAINERS + "nothing can be reached through the API server",
          "scale", NO_CONTROLLERS + "replicas make no pods; apply or delete pods instead",
          "eviction", NO_CONTROLLERS + "delete the pod instead",
          "token", NO_CONTROLLERS + "service accounts have no tokens");

  private Absent() {}

  /**
   * Says why there is no such subresource.
   *
   * @throws ApiFailure when the path names one that API servers have
   */
  static void refuse(List<String> path) {
    // …/namespaces/NAMESPACE/RESOURCE/NAME/SUBRESOURCE[/…]
    int resource = path.indexOf("namespaces") + 2;
    String why = path.size() > resource + 2 ? WHY.get(path.get(resource + 2)) : null;
    if (resource > 2 && why != null) {
      throw new ApiFailure(405, "MethodNotAllowed", why);
    }
  }
}
