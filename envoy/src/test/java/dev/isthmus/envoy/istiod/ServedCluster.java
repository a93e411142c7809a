package dev.isthmus.envoy.istiod;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.isthmus.api.Resource;
import dev.isthmus.api.read.ResourceReader;
import dev.isthmus.envoy.ClusterState;
import dev.isthmus.envoy.MeshSettings;
import dev.isthmus.envoy.YamlCluster;
import dev.isthmus.istio.IstioJson;
import dev.isthmus.istio.IstioObject;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

/** The cluster that a running istiod reads: what it holds can be exchanged for something else. */
final class ServedCluster {
  private final ApiServer server;
  private final String name;

  ServedCluster(ApiServer server, String name) {
    this.server = server;
    this.name = name;
  }

  /**
   * Exchanges all objects.
   *
   * @return what the API server then holds, with the times at which it made them
   */
  ClusterState hold(List<ObjectNode> objects) {
    makeNamespaces(objects);
    Map<ApiKind, List<ObjectNode>> missing = new HashMap<>();
    for (ApiKind kind : ApiKind.ALL) {
      missing.put(kind, deleteOthers(kind, objects.stream().filter(it -> isOf(kind, it)).toList()));
    }
    for (ApiKind kind : ApiKind.ALL) {
      missing.getOrDefault(kind, List.of()).parallelStream().forEach(it -> server.create(kind, it));
    }
    return state();
  }

  /** Deletes all but the Services. */
  void keepServices() {
    ApiKind.ALL.stream()
        .filter(kind -> !kind.kind().equals("Service"))
        .forEach(kind -> deleteOthers(kind, List.of()));
  }

  private void makeNamespaces(List<ObjectNode> objects) {
    Set<String> there = new TreeSet<>();
    server.list(ApiKind.NAMESPACE).forEach(it -> there.add(it.at("/metadata/name").asText()));
    objects.stream()
        .map(it -> it.at("/metadata/namespace").asText())
        .filter(namespace -> !namespace.isEmpty() && there.add(namespace))
        .forEach(namespace -> {
          ObjectNode object = IstioJson.MAPPER.createObjectNode();
          object.put("apiVersion", "v1").put("kind", "Namespace");
          object.putObject("metadata").put("name", namespace);
          server.create(ApiKind.NAMESPACE, object);
        });
  }

  /** Deletes what is not wanted, and returns what is missing; what stays the same stays. */
  private List<ObjectNode> deleteOthers(ApiKind kind, List<ObjectNode> wanted) {
    Map<String, ObjectNode> there = new HashMap<>();
    server.list(kind).forEach(it -> there.put(key(it), it));
    List<ObjectNode> missing = new ArrayList<>();
    for (ObjectNode object : wanted) {
      ObjectNode same = there.get(key(object));
      if (same != null && isSame(same, object)) {
        there.remove(key(object));
      } else {
        missing.add(object);
      }
    }
    there.values().parallelStream().forEach(it -> server.delete(kind, it));
    return missing;
  }

  private static boolean isSame(ObjectNode there, ObjectNode wanted) {
    return there.path("spec").equals(wanted.path("spec"))
        && there.path("status").equals(wanted.path("status"))
        && there.path("ports").equals(wanted.path("ports"))
        && there.path("endpoints").equals(wanted.path("endpoints"))
        && there.at("/metadata/labels").equals(wanted.at("/metadata/labels"))
        && there.at("/metadata/annotations").equals(wanted.at("/metadata/annotations"));
  }

  private static String key(ObjectNode object) {
    return object.at("/metadata/namespace").asText() + "/" + object.at("/metadata/name").asText();
  }

  private static boolean isOf(ApiKind kind, JsonNode object) {
    return kind.is(object.path("apiVersion").asText(), object.path("kind").asText());
  }

  private ClusterState state() {
    ResourceReader reader = new ResourceReader();
    List<Resource> resources = new ArrayList<>();
    List<IstioObject> istio = new ArrayList<>();
    for (ApiKind kind : ApiKind.ALL) {
      for (ObjectNode object : server.list(kind)) {
        if (kind.apiVersion().contains("istio.io")) {
          istio.add(((IstioJson.Read) IstioJson.read(object)).object());
        } else {
          reader.read(name, object).resource().ifPresent(resources::add);
        }
      }
    }
    return YamlCluster.of(
        name, MeshSettings.of(name, "istio-system").withAnyTrustDomain(), istio, resources);
  }
}
