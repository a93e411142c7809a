package dev.isthmus.testing.random;

import static dev.isthmus.testing.random.Json.list;
import static dev.isthmus.testing.random.Json.object;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.isthmus.testing.random.RouteTableSlots.Role;
import dev.isthmus.testing.random.Shapes.Port;
import dev.isthmus.testing.random.Shapes.Service;
import dev.isthmus.testing.random.Shapes.Workspace;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The routes of one table: what they match and what they do. */
final class Routes {
  private final Dice dice;
  private final World world;
  private final Workspace workspace;

  Routes(Dice dice, World world, Workspace workspace) {
    this.dice = dice;
    this.world = world;
    this.workspace = workspace;
  }

  ArrayNode http(Role role) {
    ArrayNode routes = list();
    for (int i = dice.pick(1, 1, 2, 3); i > 0; i--) {
      ObjectNode route =
          object(
              "name", dice.orNone("one", "two", "two", "insecure-three"),
              "labels", dice.chance(0.3) ? labels() : null,
              "matchers", dice.chance(0.8) ? matchers() : null);
      action(route, role);
      routes.add(route);
    }
    return routes;
  }

  private Map<String, String> labels() {
    return dice.pick(Map.of("fault", "true"), Map.of("timeout", "true"), Map.of("route", "x"));
  }

  private ArrayNode matchers() {
    ArrayNode matchers = list();
    for (int i = dice.pick(1, 1, 2); i > 0; i--) {
      matchers.add(
          object(
              "uri", dice.chance(0.8) ? uri() : null,
              "headers", dice.chance(0.2) ? headers() : null,
              "queryParameters",
                  dice.chance(0.1)
                      ? list(
                          object("name", "q", "value", dice.orNone("1"), "regex", dice.chance(0.3)))
                      : null,
              "method", dice.chance(0.15) ? dice.pick("GET", "POST") : null,
              "port", dice.chance(0.05) ? 9080 : null));
    }
    return matchers;
  }

  private ObjectNode uri() {
    return switch (dice.between(0, 11)) {
      case 0, 1, 2 -> object("exact", dice.pick("/a", "/a/b", "/login"));
      case 3 -> object("regex", dice.pick("/v[0-9]+/.*", "/a.*", "(unclosed"));
      case 4 -> object("suffix", ".png");
      case 5 -> object("prefix", "/case", "ignoreCase", true);
      default -> object("prefix", dice.pick("/", "/a", "/a/b", "/static"));
    };
  }

  private ArrayNode headers() {
    ArrayNode headers = list();
    for (int i = dice.pick(1, 1, 2); i > 0; i--) {
      headers.add(
          object(
              "name",
              dice.pick("x-user", "x-user", "end-user"),
              "value",
              dice.orNone("jason", "v.*"),
              "regex",
              dice.chance(0.2) ? true : null,
              "invertMatch",
              dice.chance(0.2) ? true : null));
    }
    return headers;
  }

  private void action(ObjectNode route, Role role) {
    double delegates = role == Role.GATEWAY ? 0.3 : 0.12;
    if (dice.chance(delegates)) {
      route.set("delegate", delegate());
      return;
    }
    switch (dice.between(0, 19)) {
      case 0 -> route.set("redirect", redirect());
      case 1 ->
          route.set("directResponse", object("status", dice.pick(200, 404, 503), "body", "no"));
      case 2 -> {
        if (dice.chance(0.5)) {
          route.set("redirect", redirect());
          route.set("forwardTo", forwardTo());
        }
      }
      default -> route.set("forwardTo", forwardTo());
    }
  }

  private ObjectNode redirect() {
    return object(
        "hostRedirect", dice.orNone("other.example.com"),
        "pathRedirect", dice.orNone("/there"),
        "responseCode", dice.orNone("FOUND", "PERMANENT_REDIRECT"));
  }

  private ObjectNode delegate() {
    ObjectNode selector =
        switch (dice.between(0, 4)) {
          case 0 -> object("name", "child");
          case 1 ->
              object(
                  "labels", object(RouteTableSlots.PART_OF, "tree"), "workspace", workspace.name());
          default -> object("labels", object(RouteTableSlots.PART_OF, "tree"));
        };
    return object(
        "routeTables", list(selector), "sortMethod", dice.chance(0.4) ? "ROUTE_SPECIFICITY" : null);
  }

  private ObjectNode forwardTo() {
    int count = dice.pick(1, 1, 1, 2, 3);
    ArrayNode destinations = list();
    for (int i = 0; i < count; i++) {
      ObjectNode destination = destination();
      if (count > 1 && dice.chance(0.8)) {
        destination.put("weight", i == 0 ? 100 - 20 * (count - 1) : 20);
      }
      destinations.add(destination);
    }
    return object(
        "destinations", dice.chance(0.97) ? destinations : null,
        "pathRewrite", dice.chance(0.1) ? "/rewritten" : null,
        "regexRewrite",
            dice.chance(0.04)
                ? object("pattern", object("regex", "^/a/(.*)$"), "substitution", "/\\1")
                : null,
        "hostRewrite", dice.chance(0.06) ? "rewritten.example.com" : null,
        "autoHostRewrite", dice.chance(0.02) ? true : null);
  }

  /**
   * Mostly a service and a port that are there, in the caller's cluster or in a named one, often a
   * subset of it.
   */
  ObjectNode destination() {
    Service service = world.service(dice, workspace);
    return object(
        "ref",
        object(
            "name", dice.chance(0.96) ? service.name() : "no-such-service",
            "namespace", dice.chance(0.95) ? service.namespace() : null,
            "cluster", cluster(service)),
        "kind",
        dice.chance(0.03) ? dice.pick("VIRTUAL_DESTINATION", "EXTERNAL_SERVICE", "SERVICE") : null,
        "port",
        port(service),
        "subset",
        dice.chance(0.45) ? subset(service) : null);
  }

  private @Nullable String cluster(Service service) {
    return switch (dice.between(0, 19)) {
      case 0 -> "no-such-cluster";
      case 1, 2 -> dice.pick(world.clusters()).name();
      case 3, 4, 5, 6, 7, 8 -> null;
      default -> service.cluster().name();
    };
  }

  private @Nullable ObjectNode port(Service service) {
    Port port = dice.chance(0.7) ? service.ports().getFirst() : dice.pick(service.ports());
    return switch (dice.between(0, 19)) {
      case 0 -> object("number", 1);
      case 1, 2 -> null;
      case 3, 4 -> object("name", port.name());
      default -> object("number", port.number());
    };
  }

  private ObjectNode subset(Service service) {
    return switch (dice.between(0, 11)) {
      case 0 -> object("version", "v9");
      case 1 -> object("version", "v1", "app", service.app());
      case 2 -> object("tier", "one");
      default -> object("version", dice.pick(service.versions()));
    };
  }

  ArrayNode tcp() {
    return list(
        object(
            "matchers",
            dice.chance(0.7) ? list(object("port", dice.pick(9000, 9080))) : null,
            "forwardTo",
            object("destinations", list(destination()))));
  }

  ArrayNode tls() {
    return list(
        object(
            "matchers",
                list(
                    object(
                        "sniHosts",
                        list(dice.pick("shop.example.com", "*.example.com")),
                        "port",
                        dice.chance(0.5) ? 443 : null)),
            "forwardTo", object("destinations", list(destination()))));
  }
}
