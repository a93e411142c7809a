package dev.isthmus.testing.random;

import static dev.isthmus.testing.random.Json.list;
import static dev.isthmus.testing.random.Json.object;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.isthmus.testing.ObjectId;
import dev.isthmus.testing.random.Shapes.Kind;
import dev.isthmus.testing.random.Shapes.Port;
import dev.isthmus.testing.random.Shapes.Service;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** Services of applications, the workloads behind them, their pods. */
final class ServiceSlots {
  private ServiceSlots() {}

  static List<Slot> of(World world) {
    var slots = new ArrayList<Slot>();
    int number = 0;
    for (Service service : world.services()) {
      number++;
      slots.add(service(world, service, number));
      if (service.kind() == Kind.CLUSTER_IP || service.kind() == Kind.HEADLESS) {
        for (String version : service.versions()) {
          slots.add(workload(service, version));
          int address = 3 * number + World.VERSIONS.indexOf(version);
          slots.add(pod(service, version, "7d4b9", "x1x2x", address));
        }
      }
    }
    return slots;
  }

  private static Slot service(World world, Service service, int number) {
    ObjectId id = id(service, "v1", "Service", service.name());
    return new Slot(
        id,
        0.95,
        dice -> {
          var labels = new TreeMap<>(service.labels());
          if (dice.chance(0.2)) {
            labels.put("expose", dice.pick("true", "false"));
          }
          return Meta.object(dice, id, labels, spec(dice, world, service, number));
        });
  }

  private static ObjectNode spec(Dice dice, World world, Service service, int number) {
    ArrayNode ports = list();
    for (Port port : dice.chance(0.93) ? service.ports() : dice.some(service.ports(), 0.5)) {
      ports.add(
          object(
              "name", service.ports().size() == 1 && dice.chance(0.1) ? null : port.name(),
              "port", port.number(),
              "protocol", port.protocol(),
              "appProtocol", port.appProtocol(),
              "targetPort", port.target()));
    }
    Map<String, String> selector =
        dice.chance(0.95) ? service.labels() : Map.of("app", service.app(), "tier", "one");
    return switch (service.kind()) {
      case CLUSTER_IP ->
          object(
              "ports",
              ports,
              "selector",
              selector,
              "clusterIP",
              "10." + service.cluster().number() + ".0." + number);
      case HEADLESS -> object("ports", ports, "selector", selector, "clusterIP", "None");
      case EXTERNAL_NAME ->
          object(
              "type",
              "ExternalName",
              "externalName",
              dice.chance(0.5) ? "elsewhere.example.com" : dice.pick(world.services()).host(),
              "ports",
              ports);
      case NO_SELECTOR -> object("ports", ports, "clusterIP", "10.9.0." + number);
    };
  }

  private static Slot workload(Service service, String version) {
    String name = service.name() + "-" + version;
    String kind = version.equals("v3") ? "StatefulSet" : "Deployment";
    ObjectId id = id(service, "apps/v1", kind, name);
    return new Slot(
        id,
        0.9,
        dice ->
            Meta.object(
                dice,
                id,
                service.labels(),
                object(
                    "replicas", dice.pick(0, 1, 1, 2),
                    "template",
                        object(
                            "metadata", object("labels", labels(dice, service, version)),
                            "spec", podSpec(dice, service)))));
  }

  /**
   * A pod; its like differs in name, template hash and address only.
   *
   * @param address unique among the pods of a cluster
   */
  static Slot pod(Service service, String version, String hash, String suffix, int address) {
    String name = service.name() + "-" + version + "-" + hash + "-" + suffix;
    ObjectId id = id(service, "v1", "Pod", name);
    return new Slot(
        id,
        0.85,
        dice -> {
          var labels = new TreeMap<>(labels(dice, service, version));
          labels.put("pod-template-hash", hash);
          ObjectNode pod = Meta.object(dice, id, labels, podSpec(dice, service));
          if (dice.chance(0.9)) {
            pod.withObject("/metadata/annotations").put("sidecar.istio.io/status", "{}");
            if (dice.chance(0.95)) {
              pod.withObject("/metadata/labels").put("security.istio.io/tlsMode", "istio");
            }
          }
          int network = dice.between(10, 99);
          pod.set(
              "status",
              status(dice, "10." + network + "." + service.cluster().number() + "." + address));
          return pod;
        });
  }

  static ObjectNode status(Dice dice, String address) {
    return object(
        "phase",
        "Running",
        "podIP",
        address,
        "conditions",
        list(object("type", "Ready", "status", dice.chance(0.9) ? "True" : "False")));
  }

  private static Map<String, String> labels(Dice dice, Service service, String version) {
    var labels = new TreeMap<>(Map.of("app", service.app(), "version", version));
    if (dice.chance(0.08)) {
      labels.put("tier", dice.pick("one", "two"));
    }
    if (dice.chance(0.04)) {
      labels.put("istio.io/rev", "canary");
    }
    if (dice.chance(0.03)) {
      labels.remove("version");
    }
    return labels;
  }

  /** What a pod has where its author names none: the API server adds it. */
  private static String account(Service service) {
    return service.account() == null ? "default" : service.account();
  }

  private static ObjectNode podSpec(Dice dice, Service service) {
    Object port = service.ports().getFirst().target();
    return object(
        "serviceAccountName",
        dice.chance(0.95) ? account(service) : "other",
        "nodeName",
        "node-" + service.cluster().number(),
        "containers",
        list(
            object(
                "name",
                "app",
                "ports",
                list(
                    object(
                        "name", "http".equals(port) ? "http" : "main",
                        "containerPort", dice.chance(0.95) ? 8080 : 8088,
                        "protocol", "TCP")))));
  }

  private static ObjectId id(Service service, String apiVersion, String kind, String name) {
    String cut = name.substring(0, Math.min(name.length(), 200));
    return Meta.id(service.cluster().name(), apiVersion, kind, service.namespace(), cut);
  }
}
