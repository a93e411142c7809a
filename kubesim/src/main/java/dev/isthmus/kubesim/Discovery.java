package dev.isthmus.kubesim;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Collectors;

/** Which kinds there are: {@code /api} and {@code /apis}, group by group or all at once. */
final class Discovery {
  private static final String AGGREGATED = "application/json;g=apidiscovery.k8s.io;v=";
  private static final List<String> VERBS =
      List.of("create", "delete", "deletecollection", "get", "list", "patch", "update", "watch");
  private static final List<String> STATUS_VERBS = List.of("get", "patch", "update");

  private final List<ResourceType> types;

  Discovery(List<ResourceType> types) {
    this.types = types;
  }

  /** The answer for a path below {@code /api} or {@code /apis} that names no resource. */
  Response answer(Request request) {
    List<String> path = request.path();
    boolean core = path.getFirst().equals("api");
    if (path.size() == 1) {
      for (String version : List.of("v2", "v2beta1")) {
        if (request.accept().contains("v=" + version) && request.accept().contains("as=APIGroup")) {
          return new Response(
              200, AGGREGATED + version + ";as=APIGroupDiscoveryList", aggregated(core, version));
        }
      }
      return Response.ok(core ? coreVersions() : groups());
    }
    String group = core ? "" : path.get(1);
    if (!core && path.size() == 2) {
      return Response.ok(group(group, versions(group)));
    }
    return Response.ok(resources(group, path.getLast()));
  }

  private List<ResourceType> of(String group) {
    return types.stream().filter(type -> type.group().equals(group)).toList();
  }

  /** The versions of a group, the preferred one first. */
  private List<String> versions(String group) {
    List<String> versions =
        of(group).stream()
            .flatMap(type -> type.versions().stream())
            .distinct()
            .sorted(CustomTypes::byPriority)
            .toList();
    if (versions.isEmpty()) {
      throw ApiFailure.noSuchPath();
    }
    return versions;
  }

  private SortedMap<String, List<ResourceType>> byGroup(boolean core) {
    return types.stream()
        .filter(type -> type.group().isEmpty() == core)
        .collect(Collectors.groupingBy(ResourceType::group, TreeMap::new, Collectors.toList()));
  }

  private static ObjectNode coreVersions() {
    ObjectNode versions = JsonNodeFactory.instance.objectNode().put("kind", "APIVersions");
    versions.putArray("versions").add("v1");
    versions.putArray("serverAddressByClientCIDRs");
    return versions;
  }

  private ObjectNode groups() {
    ObjectNode list = JsonNodeFactory.instance.objectNode();
    list.put("kind", "APIGroupList").put("apiVersion", "v1");
    ArrayNode groups = list.putArray("groups");
    byGroup(false).keySet().forEach(group -> groups.add(group(group, versions(group))));
    return list;
  }

  private static ObjectNode group(String name, List<String> versions) {
    ObjectNode group = JsonNodeFactory.instance.objectNode();
    group.put("kind", "APIGroup").put("apiVersion", "v1").put("name", name);
    ArrayNode all = group.putArray("versions");
    versions.forEach(version -> groupVersion(all.addObject(), name, version));
    groupVersion(group.putObject("preferredVersion"), name, versions.getFirst());
    return group;
  }

  private static void groupVersion(ObjectNode node, String group, String version) {
    node.put("groupVersion", group + "/" + version).put("version", version);
  }

  private ObjectNode resources(String group, String version) {
    if (!versions(group).contains(version)) {
      throw ApiFailure.noSuchPath();
    }
    ObjectNode list = JsonNodeFactory.instance.objectNode();
    list.put("kind", "APIResourceList").put("apiVersion", "v1");
    list.put("groupVersion", group.isEmpty() ? version : group + "/" + version);
    ArrayNode resources = list.putArray("resources");
    for (ResourceType type : of(group)) {
      if (type.versions().contains(version)) {
        resource(resources.addObject(), type, type.plural(), VERBS);
        if (hasStatus(type)) {
          resource(resources.addObject(), type, type.plural() + "/status", STATUS_VERBS);
        }
      }
    }
    return list;
  }

  private static boolean hasStatus(ResourceType type) {
    return type.status() || !type.custom();
  }

  private static void resource(
      ObjectNode node, ResourceType type, String name, List<String> verbs) {
    boolean main = name.equals(type.plural());
    node.put("name", name).put("singularName", main ? type.singular() : "");
    node.put("namespaced", type.namespaced()).put("kind", type.kind());
    texts(node, "verbs", verbs);
    if (main) {
      names(node, type);
    }
  }

  private static void names(ObjectNode node, ResourceType type) {
    if (!type.shortNames().isEmpty()) {
      texts(node, "shortNames", type.shortNames());
    }
    if (!type.categories().isEmpty()) {
      texts(node, "categories", type.categories());
    }
  }

  private static void texts(ObjectNode node, String field, List<String> texts) {
    ArrayNode array = node.putArray(field);
    texts.forEach(array::add);
  }

  private ObjectNode aggregated(boolean core, String version) {
    ObjectNode list = JsonNodeFactory.instance.objectNode();
    list.put("kind", "APIGroupDiscoveryList").put("apiVersion", "apidiscovery.k8s.io/" + version);
    list.putObject("metadata");
    ArrayNode items = list.putArray("items");
    for (Map.Entry<String, List<ResourceType>> entry : byGroup(core).entrySet()) {
      ObjectNode group = items.addObject();
      group.putObject("metadata").put("name", entry.getKey());
      ArrayNode versions = group.putArray("versions");
      versions(entry.getKey()).forEach(v -> aggregated(versions.addObject(), v, entry.getValue()));
    }
    return list;
  }

  private static void aggregated(ObjectNode node, String version, List<ResourceType> types) {
    node.put("version", version).put("freshness", "Current");
    ArrayNode resources = node.putArray("resources");
    types.stream()
        .filter(type -> type.versions().contains(version))
        .sorted(Comparator.comparing(ResourceType::plural))
        .forEach(type -> aggregated(resources.addObject(), type, version));
  }

  private static void aggregated(ObjectNode node, ResourceType type, String version) {
    node.put("resource", type.plural());
    kind(node.putObject("responseKind"), type, version);
    node.put("scope", type.namespaced() ? "Namespaced" : "Cluster");
    node.put("singularResource", type.singular());
    texts(node, "verbs", VERBS);
    names(node, type);
    if (hasStatus(type)) {
      ObjectNode status = node.putArray("subresources").addObject().put("subresource", "status");
      kind(status.putObject("responseKind"), type, version);
      texts(status, "verbs", STATUS_VERBS);
    }
  }

  static void kind(ObjectNode node, ResourceType type, String version) {
    node.put("group", type.group()).put("version", version).put("kind", type.kind());
  }
}
