package dev.isthmus.agent;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.isthmus.api.ObjectKey;
import dev.isthmus.api.ObjectKind;
import dev.isthmus.api.ObjectRef;
import dev.isthmus.api.core.Pod;
import dev.isthmus.api.port.ObservedObject;
import dev.isthmus.api.port.StoredObject;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * What is reported of a pod: the class of all pods that are alike to translation (namespace, labels
 * without those of one pod, account, named ports), as a pod with a name of its own. A rolling
 * update is silence.
 */
final class PodClass {
  private PodClass() {}

  /** A pod's class; empty when it has ended. */
  static Optional<ObservedObject> of(StoredObject stored) {
    JsonNode json = stored.json();
    String phase = json.path("status").path("phase").asText("");
    if (phase.equals("Succeeded") || phase.equals("Failed")) {
      return Optional.empty();
    }
    ObjectNode spec = JsonNodeFactory.instance.objectNode();
    spec.set("serviceAccountName", or(json.path("spec").path("serviceAccountName"), "default"));
    ObjectNode container = spec.putArray("containers").addObject();
    container.put("name", "all");
    container.set("ports", namedPorts(json.path("spec")));
    ObjectNode labels = JsonNodeFactory.instance.objectNode();
    labels(json.path("metadata").path("labels")).forEach(labels::put);
    String namespace = stored.ref().key().namespace();
    String name = "class-" + hash(namespace + labels + spec);
    ObjectNode pod = JsonNodeFactory.instance.objectNode();
    pod.put("apiVersion", "v1").put("kind", "Pod");
    pod.putObject("metadata").put("name", name).put("namespace", namespace).set("labels", labels);
    pod.set("spec", spec);
    pod.putObject("status").put("phase", "Running");
    ObjectKey key = new ObjectKey(stored.ref().key().cluster(), namespace, name);
    return Optional.of(new ObservedObject(new ObjectRef(ObjectKind.POD, key), "", pod));
  }

  private static Map<String, String> labels(JsonNode labels) {
    Map<String, String> kept = new TreeMap<>();
    labels.properties().forEach(label -> kept.put(label.getKey(), label.getValue().asText("")));
    kept.keySet().removeAll(Pod.LABELS_OF_ONE_POD);
    return kept;
  }

  private static ArrayNode namedPorts(JsonNode spec) {
    ArrayNode ports = JsonNodeFactory.instance.arrayNode();
    for (String containers : new String[] {"initContainers", "containers"}) {
      for (JsonNode container : spec.path(containers)) {
        for (JsonNode port : container.path("ports")) {
          if (!port.path("name").asText("").isEmpty()) {
            ObjectNode kept = ports.addObject();
            kept.set("name", port.path("name"));
            kept.set("containerPort", port.get("containerPort"));
            kept.set("protocol", or(port.path("protocol"), "TCP"));
          }
        }
      }
    }
    return ports;
  }

  /** A value as it is: what is of another type than it should be is for the server to judge. */
  private static JsonNode or(JsonNode value, String standard) {
    return value.isMissingNode() || value.isNull()
        ? JsonNodeFactory.instance.textNode(standard)
        : value;
  }

  private static String hash(String text) {
    try {
      byte[] hash =
          MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8));
      return HexFormat.of().formatHex(hash, 0, 10);
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every JDK has SHA-256", e);
    }
  }
}
