package dev.isthmus.testing.random;

import static dev.isthmus.testing.random.Json.list;
import static dev.isthmus.testing.random.Json.object;

import dev.isthmus.testing.ObjectId;
import dev.isthmus.testing.random.Shapes.Cluster;
import dev.isthmus.testing.random.Shapes.Workspace;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.TreeSet;

/** Registrations, nodes, namespaces and Istio control planes. */
final class ClusterSlots {
  private ClusterSlots() {}

  static List<Slot> of(World world) {
    var slots = new ArrayList<Slot>();
    slots.add(namespace(world.management(), World.ADMIN));
    for (Cluster cluster : world.clusters()) {
      slots.add(registration(world, cluster));
      slots.add(node(cluster));
      var namespaces = new TreeSet<>(List.of("istio-system", World.GATEWAYS));
      for (Workspace workspace : world.workspaces()) {
        namespaces.addAll(workspace.namespaces());
      }
      namespaces.forEach(name -> slots.add(namespace(cluster.name(), name)));
      slots.add(istiod(cluster, "1-12"));
      slots.add(mesh(cluster, "1-12"));
      slots.add(extraRevision(cluster));
    }
    return slots;
  }

  private static Slot registration(World world, Cluster cluster) {
    ObjectId id =
        Meta.id(
            world.management(),
            "admin.gloo.solo.io/v2",
            "KubernetesCluster",
            World.ADMIN,
            cluster.name());
    return new Slot(
        id,
        0.97,
        dice ->
            Meta.object(
                dice,
                id,
                Map.of("region", dice.pick("east", "west")),
                object(
                    "clusterDomain",
                    dice.chance(0.7) || !cluster.domain().equals("cluster.local")
                        ? cluster.domain()
                        : null)));
  }

  private static Slot node(Cluster cluster) {
    ObjectId id = Meta.id(cluster.name(), "v1", "Node", "", "node-" + cluster.number());
    return new Slot(
        id,
        0.9,
        dice -> {
          var labels = new TreeMap<String, String>();
          if (dice.chance(0.8)) {
            labels.put("topology.kubernetes.io/region", dice.pick("us-east-1", "eu-west-1"));
          }
          if (dice.chance(0.4)) {
            labels.put("topology.kubernetes.io/zone", dice.pick("a", "b"));
          }
          var node = Meta.object(dice, id, labels, null);
          node.set(
              "status",
              object(
                  "addresses",
                  list(object("type", "InternalIP", "address", "172.20.0." + cluster.number()))));
          return node;
        });
  }

  private static Slot namespace(String cluster, String name) {
    ObjectId id = Meta.id(cluster, "v1", "Namespace", "", name);
    return new Slot(
        id,
        0.97,
        dice -> {
          var labels = new TreeMap<>(Map.of("kubernetes.io/metadata.name", name));
          if (dice.chance(0.85)) {
            labels.put("istio.io/rev", dice.pick("1-12", "1-12", "1-12", "canary"));
          }
          if (dice.chance(0.03)) {
            labels.put("istio.io/dataplane-mode", "ambient");
          }
          if (dice.chance(0.3)) {
            labels.put("team", dice.pick("a", "b"));
          }
          return Meta.object(dice, id, labels, null);
        });
  }

  private static Slot istiod(Cluster cluster, String revision) {
    String name = "istiod-" + revision;
    ObjectId id = Meta.id(cluster.name(), "apps/v1", "Deployment", "istio-system", name);
    Map<String, String> labels = Map.of("app", "istiod", "istio.io/rev", revision);
    return new Slot(
        id,
        0.95,
        dice ->
            Meta.object(
                dice,
                id,
                labels,
                object(
                    "replicas",
                    1,
                    "template",
                    object(
                        "metadata", object("labels", labels),
                        "spec",
                            object(
                                "serviceAccountName",
                                name,
                                "containers",
                                list(
                                    object(
                                        "name",
                                        "discovery",
                                        "env",
                                        list(object("name", "REVISION", "value", revision)))))))));
  }

  private static Slot mesh(Cluster cluster, String revision) {
    ObjectId id = Meta.id(cluster.name(), "v1", "ConfigMap", "istio-system", "istio-" + revision);
    return new Slot(
        id,
        0.9,
        dice -> {
          String trust = dice.chance(0.95) ? cluster.trustDomain() : "moved.example";
          String root = dice.chance(0.97) ? "rootNamespace: istio-system\n" : "";
          var map = Meta.object(dice, id, Map.of("istio.io/rev", revision), null);
          map.set("data", object("mesh", root + "trustDomain: " + trust + "\n"));
          return map;
        });
  }

  private static Slot extraRevision(Cluster cluster) {
    Slot canary = istiod(cluster, "canary");
    return new Slot(canary.id(), 0.15, canary.content());
  }
}
