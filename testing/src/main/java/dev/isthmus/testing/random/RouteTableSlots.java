package dev.isthmus.testing.random;

import static dev.isthmus.testing.random.Json.list;
import static dev.isthmus.testing.random.Json.object;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.isthmus.testing.ObjectId;
import dev.isthmus.testing.random.Shapes.Cluster;
import dev.isthmus.testing.random.Shapes.Service;
import dev.isthmus.testing.random.Shapes.Workspace;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** RouteTables for sidecars and gateways, and the ones that others delegate to. */
final class RouteTableSlots {
  /** The label by which parents find their children. */
  static final String PART_OF = "part-of";

  enum Role {
    SIDECAR,
    GATEWAY,
    CHILD
  }

  private final World world;

  private RouteTableSlots(World world) {
    this.world = world;
  }

  static List<Slot> of(World world) {
    var all = new RouteTableSlots(world);
    var slots = new ArrayList<Slot>();
    for (Workspace workspace : world.workspaces()) {
      slots.add(all.slot(workspace, "sidecar", Role.SIDECAR, 0.7));
      slots.add(all.slot(workspace, "sidecar-2", Role.SIDECAR, 0.5));
      slots.add(all.slot(workspace, "ingress", Role.GATEWAY, 0.5));
      slots.add(all.slot(workspace, "child", Role.CHILD, 0.4));
      slots.add(all.slot(workspace, "child-2", Role.CHILD, 0.25));
    }
    Workspace last = world.workspaces().getLast();
    slots.add(all.slot(last, "a".repeat(200) + ".dotted", Role.SIDECAR, 0.1));
    Slot first = slots.getFirst();
    Cluster elsewhere = last.clusters().getLast();
    if (!first.id().cluster().equals(elsewhere.name())) {
      ObjectId id =
          Meta.id(
              elsewhere.name(),
              first.id().apiVersion(),
              "RouteTable",
              first.id().namespace(),
              "sidecar");
      slots.add(new Slot(id, 0.1, first.content()));
    }
    return slots;
  }

  private Slot slot(Workspace workspace, String name, Role role, double presence) {
    ObjectId id =
        Meta.id(
            workspace.home().name(),
            "networking.gloo.solo.io/v2",
            "RouteTable",
            workspace.namespaces().getLast(),
            name);
    return new Slot(id, presence, dice -> table(dice, id, workspace, role));
  }

  private ObjectNode table(Dice dice, ObjectId id, Workspace workspace, Role role) {
    var labels = new TreeMap<String, String>();
    if (role == Role.CHILD || dice.chance(0.05)) {
      labels.put(PART_OF, "tree");
    }
    if (dice.chance(0.4)) {
      labels.put("expose", "true");
    }
    if (dice.chance(0.15)) {
      labels.put("fault", "true");
    }
    var routes = new Routes(dice, world, workspace);
    ObjectNode spec =
        object(
            "hosts", role == Role.CHILD && dice.chance(0.97) ? null : hosts(dice, workspace, role),
            "virtualGateways", role == Role.GATEWAY ? gateways(dice) : null,
            "workloadSelectors", selectors(dice, role),
            "weight", role == Role.CHILD && dice.chance(0.5) ? dice.between(1, 3) : null,
            "defaultDestination", dice.chance(0.05) ? routes.destination() : null,
            "failureMode", dice.chance(0.05) ? "FREEZE_CONFIG" : null);
    if (dice.chance(0.96)) {
      spec.set("http", routes.http(role));
    }
    if (dice.chance(0.05)) {
      spec.set("tcp", routes.tcp());
    }
    if (dice.chance(0.05)) {
      spec.set("tls", routes.tls());
    }
    return Meta.object(dice, id, labels, spec);
  }

  private ArrayNode hosts(Dice dice, Workspace workspace, Role role) {
    ArrayNode hosts = list();
    for (int i = dice.pick(1, 1, 1, 2); i > 0; i--) {
      hosts.add(role == Role.GATEWAY ? gatewayHost(dice, workspace) : sidecarHost(dice, workspace));
    }
    return hosts;
  }

  private String gatewayHost(Dice dice, Workspace workspace) {
    if (dice.chance(0.05)) {
      return dice.pick("Not_A_Host", "a..b");
    }
    return dice.pick("*", "shop.example.com", "*.example.com", workspace.name() + ".example.com");
  }

  private String sidecarHost(Dice dice, Workspace workspace) {
    Service service = world.service(dice, workspace);
    return switch (dice.between(0, 19)) {
      case 0 -> "*";
      case 1 -> "*." + service.namespace() + ".svc.cluster.local";
      case 2 -> "api.example.com";
      case 3 -> service.name();
      case 4, 5 -> service.federatedHost(dice.pick(World.SUFFIXES));
      default -> service.host();
    };
  }

  private ArrayNode gateways(Dice dice) {
    ArrayNode gateways = list();
    for (String name : dice.someButOne(VirtualGatewaySlots.NAMES, 0.5)) {
      gateways.add(
          object(
              "name",
              dice.chance(0.95) ? name : "no-such-gateway",
              "namespace",
              World.GATEWAYS,
              "cluster",
              world.clusters().getFirst().name()));
    }
    return gateways;
  }

  private @Nullable ArrayNode selectors(Dice dice, Role role) {
    if (role == Role.GATEWAY) {
      return dice.orNone(list(), list(), list(object()));
    }
    return switch (dice.between(0, 9)) {
      case 0, 1 -> null;
      case 2 -> list();
      case 3 -> list(object());
      case 4 -> list(object("selector", object("labels", app(dice), "namespace", "backends")));
      case 5 ->
          list(
              object("selector", object("labels", app(dice))),
              object("selector", object("labels", app(dice))));
      case 6 ->
          list(
              object(
                  "selector",
                  object("labels", app(dice), "cluster", dice.pick(world.clusters()).name())));
      default -> list(object("selector", object("labels", app(dice))));
    };
  }

  private Map<String, String> app(Dice dice) {
    return dice.pick(world.services()).labels();
  }
}
