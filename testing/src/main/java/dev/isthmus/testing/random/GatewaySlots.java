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
import java.util.TreeMap;

/** Gateway services with every kind of address, and their workloads. */
final class GatewaySlots {
  static final String EAST_WEST = "eastwestgateway";
  static final String INGRESS = "ingressgateway";

  private GatewaySlots() {}

  static List<Slot> of(World world) {
    var slots = new ArrayList<Slot>();
    for (Cluster cluster : world.clusters()) {
      slots.add(service(cluster, EAST_WEST, EAST_WEST, 0.95));
      slots.add(service(cluster, EAST_WEST, EAST_WEST + "-2", 0.15));
      slots.add(service(cluster, INGRESS, INGRESS, 0.9));
      slots.add(deployment(cluster, EAST_WEST));
      slots.add(deployment(cluster, INGRESS));
      slots.add(pod(cluster, EAST_WEST, 251));
      slots.add(pod(cluster, INGRESS, 252));
    }
    return slots;
  }

  private static Map<String, String> labels(String role) {
    return Map.of("app", "istio-" + role, "istio", role);
  }

  private static Slot service(Cluster cluster, String role, String name, double presence) {
    ObjectId id = Meta.id(cluster.name(), "v1", "Service", World.GATEWAYS, name);
    return new Slot(
        id,
        presence,
        dice -> {
          var labels = new TreeMap<>(labels(role));
          if (dice.chance(0.05)) {
            labels.remove("istio");
          }
          ObjectNode spec = object("selector", labels(role), "ports", ports(dice, role));
          ObjectNode service = Meta.object(dice, id, labels, spec);
          address(dice, cluster, service, spec);
          return service;
        });
  }

  private static ArrayNode ports(Dice dice, String role) {
    if (role.equals(INGRESS)) {
      return list(
          object("name", "http2", "port", 80, "targetPort", dice.pick(8080, 80)),
          object("name", "https", "port", 443, "targetPort", 8443));
    }
    if (dice.chance(0.03)) {
      return list(object("name", "status-port", "port", 15021, "targetPort", 15021));
    }
    ArrayNode ports = list(object("name", "status-port", "port", 15021, "targetPort", 15021));
    int port = dice.chance(0.9) ? 15443 : 443;
    return ports.add(
        object(
            "name",
            "tls",
            "port",
            port,
            "targetPort",
            dice.chance(0.9) ? 15443 : 16443,
            "nodePort",
            dice.chance(0.3) ? 31443 : null));
  }

  private static void address(Dice dice, Cluster cluster, ObjectNode service, ObjectNode spec) {
    String ip = "172.23.0." + cluster.number();
    spec.put("type", "LoadBalancer");
    ArrayNode ingress =
        switch (dice.between(0, 11)) {
          case 0 -> list(object("hostname", "gw" + cluster.number() + ".example.com"));
          case 1 -> list(object("ip", ip), object("ip", "172.23.1." + cluster.number()));
          case 2 -> list(object("ip", "fd00::" + cluster.number()));
          case 3 -> list(object("ip", ip), object("hostname", "both.example.com"));
          case 4 -> {
            spec.set("externalIPs", list("198.51.100." + cluster.number()));
            yield list();
          }
          case 5 -> {
            spec.put("type", "NodePort");
            yield list();
          }
          case 6 -> list();
          default -> list(object("ip", ip));
        };
    if (!ingress.isEmpty()) {
      service.set("status", object("loadBalancer", object("ingress", ingress)));
    }
  }

  private static Slot deployment(Cluster cluster, String role) {
    ObjectId id = Meta.id(cluster.name(), "apps/v1", "Deployment", World.GATEWAYS, role);
    return new Slot(
        id,
        0.9,
        dice ->
            Meta.object(
                dice,
                id,
                labels(role),
                object(
                    "replicas", dice.between(0, 2),
                    "template",
                        object(
                            "metadata", object("labels", labels(role)),
                            "spec",
                                object(
                                    "serviceAccountName",
                                    role + "-account",
                                    "containers",
                                    list(object("name", "istio-proxy")))))));
  }

  private static Slot pod(Cluster cluster, String role, int address) {
    ObjectId id = Meta.id(cluster.name(), "v1", "Pod", World.GATEWAYS, role + "-5f7d-abcde");
    return new Slot(
        id,
        0.8,
        dice -> {
          ObjectNode pod =
              Meta.object(
                  dice,
                  id,
                  labels(role),
                  object(
                      "serviceAccountName", role + "-account",
                      "nodeName", "node-" + cluster.number(),
                      "containers", list(object("name", "istio-proxy"))));
          pod.set("status", ServiceSlots.status(dice, "10.10." + cluster.number() + "." + address));
          return pod;
        });
  }
}
