package dev.isthmus.testing.random;

import static dev.isthmus.testing.random.Json.list;
import static dev.isthmus.testing.random.Json.object;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.isthmus.testing.ObjectId;
import dev.isthmus.testing.random.Shapes.Cluster;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** VirtualGateways with listeners of every kind. */
final class VirtualGatewaySlots {
  static final List<String> NAMES = List.of("north-south", "second-gw");

  private VirtualGatewaySlots() {}

  static List<Slot> of(World world) {
    var slots = new ArrayList<Slot>();
    Cluster home = world.clusters().getFirst();
    slots.add(gateway(world, home, NAMES.get(0), 0.85));
    slots.add(gateway(world, home, NAMES.get(1), 0.2));
    return slots;
  }

  private static Slot gateway(World world, Cluster home, String name, double presence) {
    ObjectId id =
        Meta.id(home.name(), "networking.gloo.solo.io/v2", "VirtualGateway", World.GATEWAYS, name);
    return new Slot(
        id,
        presence,
        dice -> {
          ArrayNode listeners = list();
          for (int i = dice.pick(1, 1, 2, 3); i > 0; i--) {
            listeners.add(listener(dice));
          }
          return Meta.object(
              dice,
              id,
              Map.of(),
              object("workloads", workloads(dice, world), "listeners", listeners));
        });
  }

  private static @Nullable ArrayNode workloads(Dice dice, World world) {
    return switch (dice.between(0, 9)) {
      case 0 -> null;
      case 1 -> list(object());
      case 2 -> list(object("selector", object("name", GatewaySlots.INGRESS)));
      case 3 -> list(object("selector", object("labels", object("istio", "nobody"))));
      default ->
          list(
              object(
                  "selector",
                  object(
                      "labels",
                      object("istio", GatewaySlots.INGRESS),
                      "cluster",
                      dice.chance(0.5) ? dice.pick(world.clusters()).name() : null)));
    };
  }

  private static ObjectNode listener(Dice dice) {
    boolean secure = dice.chance(0.35);
    String mode = dice.pick("SIMPLE", "SIMPLE", "MUTUAL", "PASSTHROUGH", "ISTIO_MUTUAL");
    boolean redirect = !secure && dice.chance(0.1);
    return object(
        dice.chance(0.85) ? "http" : "tcp",
        object(),
        "port",
        port(dice, secure),
        "tls",
        secure
            ? object("mode", mode, "secretName", mode.equals("PASSTHROUGH") ? null : "tls-secret")
            : null,
        "httpsRedirect",
        redirect ? true : null,
        "appProtocol",
        dice.chance(0.05) ? dice.pick("GRPC", "HTTP2", "TLS") : null,
        "allowedRouteTables",
        dice.chance(0.8) ? allowed(dice) : null);
  }

  private static ObjectNode port(Dice dice, boolean secure) {
    return switch (dice.between(0, 9)) {
      case 0 -> object("name", secure ? "https" : "http2");
      case 1 -> object("number", 12345);
      default -> object("number", secure ? 443 : 80);
    };
  }

  private static ArrayNode allowed(Dice dice) {
    ArrayNode entries = list();
    for (int i = dice.pick(1, 1, 2); i > 0; i--) {
      entries.add(
          object(
              "host",
              dice.pick("*", "*", "*", "*.example.com", "shop.example.com", "backends/*"),
              "selector",
              dice.chance(0.1) ? object("labels", object("expose", "true")) : null));
    }
    return entries;
  }
}
