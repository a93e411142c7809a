package dev.isthmus.kube;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.isthmus.api.ObjectKey;
import dev.isthmus.api.ObjectKind;
import dev.isthmus.api.ObjectRef;
import dev.isthmus.api.port.ObservedKinds;
import dev.isthmus.api.port.StoredObject;
import java.util.Iterator;
import java.util.List;
import java.util.Set;

/**
 * Keeps of an object what is read of it: a large cluster's objects are mostly fields that nobody
 * here reads. What {@code ResourceReader} reads stays, and what tells what an object is.
 */
final class Trim {
  private static final List<String> NOISE = List.of("managedFields", "selfLink", "generateName");
  private static final String LAST_APPLIED = "kubectl.kubernetes.io/last-applied-configuration";
  private static final String PROXY = "istio-proxy";

  private static final Set<ObjectKind> UNTRANSLATED = Set.copyOf(ObservedKinds.UNTRANSLATED);

  private final String cluster;

  /**
   * @param cluster the name that references have
   */
  Trim(String cluster) {
    this.cluster = cluster;
  }

  /**
   * An object as it came, trimmed.
   *
   * @param json the object; it becomes the result's
   */
  StoredObject stored(ObjectKind kind, ObjectNode json) {
    // Items of lists do not say what they are.
    json.put("apiVersion", kind.apiVersion()).put("kind", kind.kind());
    trim(kind, json);
    ObjectNode metadata = json.withObject("/metadata");
    ObjectKey key =
        new ObjectKey(
            cluster, metadata.path("namespace").asText(""), metadata.path("name").asText());
    return new StoredObject(
        new ObjectRef(kind, key),
        metadata.path("uid").asText(),
        metadata.path("resourceVersion").asText(),
        json);
  }

  /** Trims an object where it is. */
  static void trim(ObjectKind kind, ObjectNode json) {
    ObjectNode metadata = json.withObject("/metadata");
    metadata.remove(NOISE);
    if (metadata.get("annotations") instanceof ObjectNode annotations) {
      annotations.remove(LAST_APPLIED);
    }
    if (UNTRANSLATED.contains(kind)) {
      json.retain("apiVersion", "kind", "metadata", "status");
      return;
    }
    switch (kind.kind()) {
      case "Pod" -> {
        pod(json.path("spec"));
        retain(json.path("status"), "phase", "podIP", "podIPs", "conditions");
        onlyReady(json.at("/status/conditions"));
      }
      case "Node" -> {
        json.remove("spec");
        retain(json.path("status"), "addresses");
      }
      case "Deployment", "StatefulSet", "DaemonSet" -> {
        json.remove("status");
        retain(json.path("spec"), "selector", "template", "replicas");
        template(json.at("/spec/template/spec"));
      }
      case "ConfigMap" -> configMap(json);
      case "Service" -> retain(json.path("status"), "loadBalancer");
      default -> {}
    }
  }

  private static void retain(JsonNode node, String... fields) {
    if (node instanceof ObjectNode object) {
      object.retain(fields);
    }
  }

  private static void pod(JsonNode spec) {
    retain(spec, "serviceAccountName", "nodeName", "hostNetwork", "initContainers", "containers");
    for (String containers : List.of("initContainers", "containers")) {
      for (JsonNode container : spec.path(containers)) {
        if (container.path("name").asText().equals(PROXY)) {
          retain(container, "name", "ports", "args");
        } else {
          retain(container, "name", "ports");
        }
      }
    }
  }

  private static void template(JsonNode spec) {
    retain(spec, "serviceAccountName", "hostNetwork", "containers");
    for (JsonNode container : spec.path("containers")) {
      retain(container, "name", "image", "ports", "env");
    }
  }

  private static void onlyReady(JsonNode conditions) {
    if (conditions instanceof ArrayNode array) {
      for (Iterator<JsonNode> all = array.iterator(); all.hasNext(); ) {
        JsonNode condition = all.next();
        if (condition.path("type").asText().equals("Ready")) {
          retain(condition, "type", "status");
        } else {
          all.remove();
        }
      }
    }
  }

  /** Istio's settings and our own; others may be large, and are nobody's business. */
  private static void configMap(ObjectNode json) {
    String name = json.at("/metadata/name").asText();
    json.remove("binaryData");
    if (!name.startsWith("istio") && !name.startsWith("isthmus")) {
      json.remove("data");
    }
  }
}
