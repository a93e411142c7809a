package dev.isthmus.testing.random;

import static dev.isthmus.testing.random.Json.list;
import static dev.isthmus.testing.random.Json.object;

import dev.isthmus.testing.ObjectId;
import dev.isthmus.testing.random.Shapes.Service;
import dev.isthmus.testing.random.Shapes.Workspace;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * Istio objects that somebody else wrote: for hosts of ours, under names of ours, and of no
 * concern.
 */
final class ForeignSlots {
  private static final String API = "networking.istio.io/v1beta1";

  private ForeignSlots() {}

  static List<Slot> of(World world) {
    var slots = new ArrayList<Slot>();
    for (Workspace workspace : world.workspaces()) {
      slots.add(rule(world, workspace));
      slots.add(routes(world, workspace));
      slots.add(entry(world, workspace));
    }
    return slots;
  }

  private static Slot rule(World world, Workspace workspace) {
    ObjectId id = id(workspace, "DestinationRule", "by-hand");
    return new Slot(
        id,
        0.15,
        dice ->
            Meta.object(
                dice,
                id,
                Map.of(),
                object(
                    "host", host(dice, world, workspace),
                    "exportTo", dice.chance(0.5) ? list(dice.pick(".", "*")) : null,
                    "trafficPolicy", object("tls", object("mode", "DISABLE")))));
  }

  private static Slot routes(World world, Workspace workspace) {
    ObjectId id = id(workspace, "VirtualService", "by-hand");
    return new Slot(
        id,
        0.1,
        dice -> {
          String host = host(dice, world, workspace);
          return Meta.object(
              dice,
              id,
              Map.of(),
              object(
                  "hosts", list(host),
                  "http",
                      list(object("route", list(object("destination", object("host", host)))))));
        });
  }

  /** Its name may be the one that our entry of this host would have. */
  private static Slot entry(World world, Workspace workspace) {
    Service service = world.services().getFirst();
    String host = service.federatedHost("global");
    String name = "vd-" + host.replace('.', '-') + "-" + workspace.name();
    ObjectId id = id(workspace, "ServiceEntry", name.length() <= 63 ? name : "entry-by-hand");
    return new Slot(
        id,
        0.1,
        dice ->
            Meta.object(
                dice,
                id,
                dice.chance(0.2)
                    ? Map.of("reconciler.mesh.gloo.solo.io/name", "translator")
                    : Map.of(),
                object(
                    "hosts", list(dice.pick(host, "unrelated.example.com")),
                    "ports", list(object("number", 9080, "name", "http", "protocol", "HTTP")),
                    "resolution", "STATIC")));
  }

  private static String host(Dice dice, World world, Workspace workspace) {
    Service service = world.service(dice, workspace);
    return dice.pick(service.host(), service.federatedHost("global"), "unrelated.example.com");
  }

  private static ObjectId id(Workspace workspace, String kind, String name) {
    return Meta.id(workspace.home().name(), API, kind, workspace.namespaces().getLast(), name);
  }
}
