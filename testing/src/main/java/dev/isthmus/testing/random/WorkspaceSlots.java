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

/** Workspaces: by names, globs and labels; now and then one claims what another has. */
final class WorkspaceSlots {
  private WorkspaceSlots() {}

  static List<Slot> of(World world) {
    var slots = new ArrayList<Slot>();
    for (Workspace workspace : world.workspaces()) {
      slots.add(workspace(world, workspace, workspace.name(), 0.97));
    }
    if (!world.secluded()) {
      slots.add(workspace(world, world.workspaces().getLast(), "claims-twice", 0.1));
      slots.add(workspace(world, world.workspaces().getFirst(), "late", 0.05));
    }
    return slots;
  }

  private static Slot workspace(World world, Workspace shape, String name, double presence) {
    ObjectId id =
        Meta.id(world.management(), "admin.gloo.solo.io/v2", "Workspace", World.ADMIN, name);
    return new Slot(
        id,
        presence,
        dice ->
            Meta.object(
                dice,
                id,
                dice.chance(0.6) ? Map.of("allow_ingress", "true") : Map.of(),
                object(
                    "workloadClusters",
                    world.secluded() ? exactly(shape) : clusters(dice, world, shape))));
  }

  private static ArrayNode exactly(Workspace shape) {
    ArrayNode entries = list();
    for (Cluster cluster : shape.clusters()) {
      entries.add(
          object(
              "name", cluster.name(),
              "namespaces",
                  list(shape.namespaces().stream().map(n -> object("name", n)).toList())));
    }
    return entries;
  }

  private static ArrayNode clusters(Dice dice, World world, Workspace shape) {
    if (dice.chance(0.2)) {
      return list(
          object(
              "name", "*", "namespaces", namespaces(dice, shape), "configEnabled", config(dice)));
    }
    if (dice.chance(0.07)) {
      return list(
          object(
              "selector", object("region", dice.pick("east", "west")),
              "namespaces", namespaces(dice, shape)));
    }
    List<Cluster> chosen =
        dice.chance(0.9) ? shape.clusters() : dice.someButOne(world.clusters(), 0.5);
    boolean one = dice.chance(0.05);
    ArrayNode entries = list();
    for (Cluster cluster : chosen) {
      entries.add(
          object(
              "name", cluster.name(),
              "namespaces", namespaces(dice, shape),
              "configEnabled", one ? cluster.equals(chosen.getFirst()) : null));
    }
    return entries;
  }

  private static @org.jspecify.annotations.Nullable Boolean config(Dice dice) {
    return dice.chance(0.1) ? dice.chance(0.5) : null;
  }

  private static ArrayNode namespaces(Dice dice, Workspace shape) {
    ArrayNode namespaces = list();
    for (String name : shape.namespaces()) {
      namespaces.add(namespace(dice, name));
    }
    if (dice.chance(0.04)) {
      namespaces.add(object("name", dice.pick("*", "orders", "gate*")));
    }
    if (dice.chance(0.03)) {
      namespaces.add(object("labels", object("team", "a")));
    }
    return namespaces;
  }

  private static ObjectNode namespace(Dice dice, String name) {
    String pattern = dice.chance(0.9) ? name : name.substring(0, Math.min(4, name.length())) + "*";
    return object("name", pattern, "labels", dice.chance(0.03) ? object("team", "a") : null);
  }
}
