package dev.isthmus.server.status;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.isthmus.api.ObjectKind;
import dev.isthmus.api.ObjectRef;
import dev.isthmus.api.gloo.FlatStatus;
import dev.isthmus.translate.status.StatusValue;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;

/**
 * A status in the form of Gloo Mesh 2.3 and later (API reference, 3). Every field of a kind is
 * always there, numbers as 0 and references as {@code {}}: so the agent sees what is no longer so.
 */
final class StatusJson {
  /** The fields of translation that a kind has; a name with a dot is a map. */
  private static final Map<ObjectKind, List<String>> FIELDS =
      Map.of(
          ObjectKind.WORKSPACE,
          List.of(
              "destinationCounts.",
              "numImportedWorkspaces",
              "numResources.",
              "numSelectedClusters",
              "numSelectedNamespaces",
              "policyCounts.",
              "workspaceSettings"),
          ObjectKind.WORKSPACE_SETTINGS,
          List.of("numFederatedServices", "numSelectedEastWestGateways", "workspace"),
          ObjectKind.ROUTE_TABLE,
          List.of(
              "numAllowedVirtualGateways",
              "numAppliedRoutePolicies.",
              "numParentRouteTables",
              "ownedByWorkspace"),
          ObjectKind.VIRTUAL_GATEWAY,
          List.of("routeTablesCount", "selectedWorkloadsCount"),
          ObjectKind.FAULT_INJECTION_POLICY,
          List.of("numSelectedRoutes"),
          ObjectKind.RETRY_TIMEOUT_POLICY,
          List.of("numSelectedRoutes"));

  private static final JsonNodeFactory NODES = JsonNodeFactory.instance;

  private StatusJson() {}

  /**
   * The state of an object.
   *
   * @param owned whether it belongs to a workspace
   */
  static ObjectNode state(UserObject object, Judgement judgement, boolean owned) {
    ObjectNode status = NODES.objectNode();
    String approval = judgement.approval().name();
    if (FlatStatus.isOf(object.ref().kind())) {
      return status.put("observedGeneration", object.generation()).put("state", approval);
    }
    ObjectNode common = status.putObject("common");
    common
        .putObject("State")
        .put("observedGeneration", object.generation())
        .put("approval", approval)
        .put("message", judgement.message());
    ObjectNode workspaces = common.putObject("workspaceConditions");
    if (owned) {
      workspaces.put(approval, 1);
    }
    return status;
  }

  /** Adds what translation counted. */
  static void fields(ObjectNode status, ObjectKind kind, SortedMap<String, StatusValue> values) {
    for (String field : FIELDS.getOrDefault(kind, List.of())) {
      StatusValue value = values.get(field);
      if (field.endsWith(".")) {
        ObjectNode map = status.putObject(field.substring(0, field.length() - 1));
        values
            .tailMap(field)
            .forEach((name, number) -> {
              if (name.startsWith(field)) {
                entry(map, name.substring(field.length()), number);
              }
            });
      } else if (value != null) {
        put(status, field, value);
      } else if (isNumber(field)) {
        status.put(field, 0);
      } else if (field.equals("ownedByWorkspace")) {
        status.put(field, "");
      } else {
        status.putObject(field);
      }
    }
  }

  /** An entry of a map; a path with a dot leads to a map in it. */
  private static void entry(ObjectNode map, String path, StatusValue value) {
    int dot = path.indexOf('.');
    if (dot < 0) {
      put(map, path, value);
    } else {
      entry(map.withObject("/" + path.substring(0, dot)), path.substring(dot + 1), value);
    }
  }

  private static boolean isNumber(String field) {
    return field.startsWith("num") || field.endsWith("Count");
  }

  private static void put(ObjectNode to, String field, StatusValue value) {
    switch (value) {
      case StatusValue.Count count -> to.put(field, count.number());
      case StatusValue.Name name -> to.put(field, name.name());
      case StatusValue.Reference reference -> reference(to.putObject(field), reference.object());
      case StatusValue.Clusters clusters -> clusters.names().forEach(to.putArray(field)::add);
    }
  }

  private static void reference(ObjectNode to, ObjectRef object) {
    to.put("name", object.key().name())
        .put("namespace", object.key().namespace())
        .put("cluster", object.key().cluster());
  }

  /** The conditions, which are there though there is none: so what no longer holds goes. */
  static ArrayNode conditions(ObjectNode status) {
    return status.withArray("/conditions");
  }

  /** Adds a condition; the agent adds since when it is so. */
  static void condition(
      ObjectNode status, String type, boolean is, long generation, String reason, String message) {
    conditions(status)
        .addObject()
        .put("type", type)
        .put("status", is ? "True" : "False")
        .put("observedGeneration", generation)
        .put("reason", reason)
        .put("message", message);
  }
}
