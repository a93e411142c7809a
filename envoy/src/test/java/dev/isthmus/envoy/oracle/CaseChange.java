package dev.isthmus.envoy.oracle;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.isthmus.envoy.compare.Kind;
import dev.isthmus.envoy.compare.Resources;
import java.util.Map;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * What a case's objects changed in the resources of a proxy.
 *
 * @param changed the resources that are new or differ, in full; of a route configuration only the
 *     virtual hosts that differ
 * @param removed the names of those that went
 */
record CaseChange(Map<String, JsonNode> changed, SortedSet<String> removed) {
  static CaseChange of(Kind kind, Map<String, JsonNode> before, Map<String, JsonNode> after) {
    Map<String, JsonNode> changed = new TreeMap<>();
    after.forEach((name, tree) -> {
      JsonNode old = before.get(name);
      if (kind == Kind.ROUTES && old != null) {
        JsonNode different = withoutEqual(tree, old);
        if (!different.path("virtualHosts").isEmpty()) {
          changed.put(name, different);
        }
      } else if (!tree.equals(old)) {
        changed.put(name, tree);
      }
    });
    SortedSet<String> removed = new TreeSet<>(before.keySet());
    removed.removeAll(after.keySet());
    return new CaseChange(changed, removed);
  }

  private static JsonNode withoutEqual(JsonNode routes, JsonNode old) {
    ObjectNode result = Resources.JSON.createObjectNode();
    result.set("name", routes.path("name"));
    ArrayNode different = result.putArray("virtualHosts");
    for (JsonNode host : routes.path("virtualHosts")) {
      if (old.path("virtualHosts").valueStream().noneMatch(host::equals)) {
        different.add(host);
      }
    }
    return result;
  }
}
