package dev.isthmus.testing.random;

import static dev.isthmus.testing.random.Json.list;
import static dev.isthmus.testing.random.Json.object;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.isthmus.testing.ObjectId;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * The EndpointSlices that Kubernetes makes for Services with selectors: pods whose named ports
 * resolve alike share a slice.
 */
public final class EndpointSlices {
  private static final String API = "discovery.k8s.io/v1";

  private EndpointSlices() {}

  /** The slices of all Services among these objects. */
  public static SortedMap<ObjectId, ObjectNode> of(Map<ObjectId, ObjectNode> objects) {
    var slices = new TreeMap<ObjectId, ObjectNode>();
    objects.forEach((id, service) -> {
      JsonNode spec = service.path("spec");
      if (id.kind().equals("Service")
          && !spec.path("selector").isEmpty()
          && !spec.path("type").asText().equals("ExternalName")) {
        add(slices, id, spec, objects);
      }
    });
    return slices;
  }

  private static void add(
      SortedMap<ObjectId, ObjectNode> slices,
      ObjectId service,
      JsonNode spec,
      Map<ObjectId, ObjectNode> objects) {
    var groups = new TreeMap<String, Group>();
    objects.forEach((id, pod) -> {
      if (isBehind(service, spec, id, pod)) {
        ArrayNode ports = ports(spec, pod);
        groups
            .computeIfAbsent(ports.toString(), key -> new Group(ports, list()))
            .endpoints
            .add(endpoint(id, pod, spec.path("publishNotReadyAddresses").asBoolean()));
      }
    });
    groups.forEach((key, group) -> {
      String name = cut(service.name()) + "-" + Integer.toHexString(key.hashCode());
      ObjectId id = Meta.id(service.cluster(), API, "EndpointSlice", service.namespace(), name);
      slices.put(id, slice(id, service, group));
    });
  }

  /** Endpoints with the same ports. */
  private record Group(ArrayNode ports, ArrayNode endpoints) {}

  private static String cut(String name) {
    return name.substring(0, Math.min(name.length(), 50));
  }

  private static boolean isBehind(ObjectId service, JsonNode spec, ObjectId id, ObjectNode pod) {
    JsonNode labels = pod.path("metadata").path("labels");
    return id.kind().equals("Pod")
        && id.cluster().equals(service.cluster())
        && id.namespace().equals(service.namespace())
        && pod.path("status").has("podIP")
        && spec.path("selector")
            .propertyStream()
            .allMatch(entry -> entry.getValue().equals(labels.path(entry.getKey())));
  }

  private static ArrayNode ports(JsonNode spec, ObjectNode pod) {
    ArrayNode result = list();
    for (JsonNode port : spec.path("ports")) {
      JsonNode target = port.has("targetPort") ? port.path("targetPort") : port.path("port");
      int number = target.isTextual() ? named(pod, target.asText()) : target.asInt();
      if (number > 0) {
        result.add(
            object(
                "name",
                port.path("name").asText(),
                "port",
                number,
                "protocol",
                port.path("protocol").asText("TCP"),
                "appProtocol",
                port.has("appProtocol") ? port.path("appProtocol") : null));
      }
    }
    return result;
  }

  private static int named(ObjectNode pod, String name) {
    for (JsonNode container : pod.path("spec").path("containers")) {
      for (JsonNode port : container.path("ports")) {
        if (port.path("name").asText().equals(name)) {
          return port.path("containerPort").asInt();
        }
      }
    }
    return 0;
  }

  private static ObjectNode endpoint(ObjectId id, ObjectNode pod, boolean evenIfNotReady) {
    boolean ready =
        pod.path("status")
            .path("conditions")
            .valueStream()
            .anyMatch(it -> it.path("type").asText().equals("Ready") && isTrue(it));
    return object(
        "addresses", list(pod.path("status").path("podIP")),
        "conditions",
            object("ready", ready || evenIfNotReady, "serving", ready, "terminating", false),
        "nodeName", pod.path("spec").path("nodeName"),
        "targetRef", object("kind", "Pod", "name", id.name(), "namespace", id.namespace()));
  }

  private static boolean isTrue(JsonNode condition) {
    return condition.path("status").asText().equals("True");
  }

  private static ObjectNode slice(ObjectId id, ObjectId service, Group group) {
    return object(
        "apiVersion",
        id.apiVersion(),
        "kind",
        id.kind(),
        "metadata",
        object(
            "name", id.name(),
            "namespace", id.namespace(),
            "labels", object("kubernetes.io/service-name", service.name())),
        "addressType",
        "IPv4",
        "ports",
        group.ports,
        "endpoints",
        group.endpoints);
  }
}
