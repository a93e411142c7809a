package dev.isthmus.testing.random;

import static dev.isthmus.testing.random.Json.list;
import static dev.isthmus.testing.random.Json.object;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.isthmus.testing.ObjectId;
import dev.isthmus.testing.random.Shapes.Cluster;
import dev.isthmus.testing.random.Shapes.Workspace;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** WorkspaceSettings: import, export, federation, east-west gateways; and the global ones. */
final class SettingsSlots {
  private static final String API = "admin.gloo.solo.io/v2";

  private SettingsSlots() {}

  static List<Slot> of(World world) {
    var slots = new ArrayList<Slot>();
    ObjectId global = Meta.id(world.management(), API, "WorkspaceSettings", World.ADMIN, "global");
    slots.add(
        new Slot(
            global,
            0.95,
            dice -> Meta.object(dice, global, Map.of(), object("options", globalOptions(dice)))));
    for (Workspace workspace : world.workspaces()) {
      slots.add(settings(world, workspace, workspace.home(), "settings", 0.95));
      slots.add(settings(world, workspace, workspace.clusters().getLast(), "second", 0.08));
    }
    return slots;
  }

  private static ObjectNode globalOptions(Dice dice) {
    ObjectNode options = object("eastWestGateways", eastWestGateways(dice));
    if (dice.chance(0.05)) {
      options.set("federation", object("hostSuffix", "mesh.internal"));
    }
    return options;
  }

  private static Slot settings(
      World world, Workspace workspace, Cluster cluster, String name, double presence) {
    ObjectId id =
        Meta.id(cluster.name(), API, "WorkspaceSettings", workspace.namespaces().getFirst(), name);
    return new Slot(
        id,
        presence,
        dice ->
            Meta.object(
                dice,
                id,
                Map.of(),
                object(
                    "importFrom", shares(dice, world, workspace) ? sharing(dice, world) : null,
                    "exportTo", shares(dice, world, workspace) ? sharing(dice, world) : null,
                    "options", options(dice, world, workspace))));
  }

  private static boolean shares(Dice dice, World world, Workspace workspace) {
    return !world.isSecluded(workspace) && dice.chance(0.75);
  }

  private static ArrayNode sharing(Dice dice, World world) {
    ArrayNode entries = list();
    for (int i = dice.between(1, 2); i > 0; i--) {
      ArrayNode workspaces = list();
      for (int j = dice.between(1, 2); j > 0; j--) {
        workspaces.add(
            switch (dice.between(0, 4)) {
              case 0 -> object("selector", object("allow_ingress", "true"));
              case 1 -> object("name", "*");
              default -> object("name", dice.pick(world.workspaces()).name());
            });
      }
      entries.add(
          object(
              "workspaces",
              workspaces,
              "resources",
              dice.chance(0.6) ? resources(dice, world) : null));
    }
    return entries;
  }

  private static ArrayNode resources(Dice dice, World world) {
    ArrayNode resources = list();
    for (int i = dice.between(1, 3); i > 0; i--) {
      var service = dice.pick(world.services());
      resources.add(
          object(
              "kind", dice.pick("SERVICE", "SERVICE", "ROUTE_TABLE", "ALL", "VIRTUAL_DESTINATION"),
              "labels",
                  dice.chance(0.3)
                      ? dice.pick(object("expose", "true"), object("app", service.app()))
                      : null,
              "name", dice.chance(0.1) ? service.name() : null,
              "namespace", dice.chance(0.1) ? service.namespace() : null,
              "cluster", dice.chance(0.1) ? service.cluster().name() : null));
    }
    return resources;
  }

  private static @Nullable ObjectNode options(Dice dice, World world, Workspace workspace) {
    if (dice.chance(0.15)) {
      return null;
    }
    return object(
        "federation", dice.chance(0.9) ? federation(dice, world, workspace) : null,
        "eastWestGateways", dice.chance(0.1) ? eastWestGateways(dice) : null,
        "serviceIsolation", dice.chance(0.1) ? object("enabled", true) : null);
  }

  private static ObjectNode federation(Dice dice, World world, Workspace workspace) {
    ArrayNode selectors = list();
    for (int i = dice.between(1, 2); i > 0; i--) {
      var service = world.service(dice, workspace);
      selectors.add(
          switch (dice.between(0, 5)) {
            case 0 -> object("labels", object("app", service.app()));
            case 1 -> object("workspace", workspace.name());
            case 2 -> object("namespace", service.namespace(), "cluster", service.cluster().name());
            case 3 -> object("name", service.name());
            default -> object();
          });
    }
    return object(
        "enabled", dice.chance(0.93),
        "hostSuffix", dice.chance(0.7) ? dice.pick(World.SUFFIXES) : null,
        "serviceSelector", dice.chance(0.6) ? selectors : null,
        "ports",
            dice.chance(0.1)
                ? list(
                    dice.pick(object("number", 9080), object("name", "http"), object("number", 1)))
                : null);
  }

  private static ArrayNode eastWestGateways(Dice dice) {
    ArrayNode gateways =
        list(
            object(
                "selector",
                object("labels", object("istio", GatewaySlots.EAST_WEST)),
                "port",
                switch (dice.between(0, 6)) {
                  case 0 -> object("name", "tls");
                  case 1 -> object("number", 15443);
                  case 2 -> object("number", 443);
                  default -> null;
                },
                "hostInfoOverrides",
                dice.chance(0.05)
                    ? list(object("addr", dice.pick("203.0.113.9", "lb.example.com"), "port", 8443))
                    : null));
    if (dice.chance(0.1)) {
      gateways.add(object("selector", object("name", GatewaySlots.EAST_WEST + "-2")));
    }
    return gateways;
  }
}
