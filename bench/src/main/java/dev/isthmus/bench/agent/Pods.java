package dev.isthmus.bench.agent;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.isthmus.api.ObjectKey;
import dev.isthmus.api.ObjectKind;
import dev.isthmus.api.ObjectRef;
import dev.isthmus.api.port.StoredObject;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

/** Pods of one service with a sidecar, with the fields that {@code kube} keeps of them. */
final class Pods {
  /** The pods of so many Deployments, each with an account of its own, are behind the service. */
  static final int DEPLOYMENTS = 20;

  private static final JsonMapper JSON = new JsonMapper();

  private Pods() {}

  /**
   * A pod as an API server sends it.
   *
   * @param number gives it its place: a pod that replaces another has that one's number
   * @param template of which the pod is; those of another are replaced in a rolling update
   * @param version its resourceVersion, which tells forms of it apart
   */
  static byte[] json(int number, String template, int version, boolean ready)
      throws JsonProcessingException {
    ObjectNode pod = JsonNodeFactory.instance.objectNode();
    pod.put("apiVersion", "v1").put("kind", "Pod");
    String deployment = "web-" + number % DEPLOYMENTS;
    String name = deployment + "-" + template + "-" + Integer.toString(number, 36);
    metadata(pod.putObject("metadata"), name, template, version);
    ObjectNode spec = pod.putObject("spec");
    spec.put("serviceAccountName", deployment).put("nodeName", "node-" + number % 1_000);
    var containers = spec.putArray("containers");
    port(containers.addObject().put("name", "app"), "http", 8080);
    port(containers.addObject().put("name", "istio-proxy"), "http-envoy-prom", 15090);
    ObjectNode status = pod.putObject("status");
    status.put("phase", ready ? "Running" : "Pending");
    if (ready) {
      status.put("podIP", "10.%d.%d.%d".formatted(number >> 16, number >> 8 & 255, number & 255));
    }
    status
        .putArray("conditions")
        .addObject()
        .put("type", "Ready")
        .put("status", ready ? "True" : "False");
    return JSON.writeValueAsBytes(pod);
  }

  private static void metadata(ObjectNode metadata, String name, String template, int version) {
    metadata.put("name", name).put("namespace", "shop").put("uid", "uid-of-" + name);
    metadata.put("resourceVersion", Integer.toString(version));
    metadata.put("creationTimestamp", "2026-01-01T00:00:00Z");
    metadata
        .putObject("labels")
        .put("app", "web")
        .put("version", "v1")
        .put("pod-template-hash", template)
        .put("security.istio.io/tlsMode", "istio")
        .put("service.istio.io/canonical-name", "web");
    metadata
        .putArray("ownerReferences")
        .addObject()
        .put("apiVersion", "apps/v1")
        .put("kind", "ReplicaSet")
        .put("name", "web-" + template)
        .put("controller", true);
  }

  private static void port(ObjectNode container, String name, int number) {
    container
        .putArray("ports")
        .addObject()
        .put("name", name)
        .put("containerPort", number)
        .put("protocol", "TCP");
  }

  /** Jackson alone: trees of what an API server sent. */
  static List<ObjectNode> trees(List<byte[]> pods) throws IOException {
    List<ObjectNode> trees = new ArrayList<>(pods.size());
    for (byte[] pod : pods) {
      trees.add((ObjectNode) JSON.readTree(pod));
    }
    return trees;
  }

  /** As {@code kube} tells them. */
  static List<StoredObject> stored(List<ObjectNode> trees) {
    List<StoredObject> stored = new ArrayList<>(trees.size());
    for (ObjectNode tree : trees) {
      var metadata = tree.path("metadata");
      ObjectKey key = new ObjectKey("cluster1", "shop", metadata.path("name").asText());
      stored.add(
          new StoredObject(
              new ObjectRef(ObjectKind.POD, key),
              metadata.path("uid").asText(),
              metadata.path("resourceVersion").asText(),
              tree));
    }
    return stored;
  }
}
