package dev.isthmus.testing.random;

import static dev.isthmus.testing.random.Json.list;
import static dev.isthmus.testing.random.Json.object;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.isthmus.testing.ObjectId;
import dev.isthmus.testing.random.Shapes.Workspace;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Policies that labs 5 to 11 use, a trust policy, and kinds that are not supported yet. */
final class PolicySlots {
  private static final String RESILIENCE = "resilience.policy.gloo.solo.io/v2";

  private PolicySlots() {}

  static List<Slot> of(World world) {
    var slots = new ArrayList<Slot>();
    for (Workspace workspace : world.workspaces()) {
      slots.add(policy(workspace, "FaultInjectionPolicy", "fault", 0.35));
      slots.add(policy(workspace, "FaultInjectionPolicy", "fault-2", 0.1));
      slots.add(policy(workspace, "RetryTimeoutPolicy", "timeout", 0.35));
    }
    slots.add(unsupported(world));
    ObjectId trust =
        Meta.id(
            world.management(), "admin.gloo.solo.io/v2", "RootTrustPolicy", World.ADMIN, "root");
    slots.add(
        new Slot(
            trust,
            0.7,
            dice ->
                Meta.object(
                    dice,
                    trust,
                    Map.of(),
                    object("config", object("mgmtServerCa", object("generated", object()))))));
    return slots;
  }

  private static Slot policy(Workspace workspace, String kind, String name, double presence) {
    ObjectId id =
        Meta.id(workspace.home().name(), RESILIENCE, kind, workspace.namespaces().getFirst(), name);
    boolean fault = kind.equals("FaultInjectionPolicy");
    return new Slot(
        id,
        presence,
        dice ->
            Meta.object(
                dice,
                id,
                Map.of(),
                object(
                    "applyToRoutes",
                    routes(dice, fault ? "fault" : "timeout"),
                    "config",
                    fault ? fault(dice) : retry(dice))));
  }

  private static @Nullable ArrayNode routes(Dice dice, String label) {
    return switch (dice.between(0, 7)) {
      case 0 -> null;
      case 1 -> list(object());
      case 2 -> list(object("route", object("labels", object("route", "x"))));
      default -> list(object("route", object("labels", object(label, "true"))));
    };
  }

  private static ObjectNode fault(Dice dice) {
    boolean abort = dice.chance(0.4);
    return object(
        "delay", !abort || dice.chance(0.3) ? delay(dice) : null,
        "abort", abort ? object("httpStatus", dice.pick(503, 503, 418, 418, 42)) : null);
  }

  private static ObjectNode delay(Dice dice) {
    return object(
        "fixedDelay", dice.pick("2s", "2s", "0.5s", "1m", "1m", "never"),
        "percentage", dice.orNone(100, 12.5));
  }

  private static ObjectNode retry(Dice dice) {
    return object(
        "requestTimeout", dice.chance(0.7) ? dice.pick("0.5s", "0.5s", "10s", "10s", "-1s") : null,
        "retries",
            dice.chance(0.5)
                ? object(
                    "attempts", dice.between(0, 3),
                    "perTryTimeout", dice.orNone("1s"),
                    "retryOn", dice.orNone("5xx,reset"))
                : null);
  }

  private static Slot unsupported(World world) {
    Workspace workspace = world.workspaces().getLast();
    ObjectId id =
        Meta.id(
            workspace.home().name(),
            "security.policy.gloo.solo.io/v2",
            "AccessPolicy",
            workspace.namespaces().getFirst(),
            "access");
    return new Slot(
        id,
        0.05,
        dice ->
            Meta.object(
                dice,
                id,
                Map.of(),
                object("config", object("authn", object("tlsMode", "STRICT")))));
  }
}
