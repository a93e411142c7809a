package dev.isthmus.testing.random;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.isthmus.testing.ObjectId;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * Random Istio objects as people write them by hand, of all kinds and with most of their fields,
 * for the services and pods of a cluster. Each is one that an API server takes.
 */
public final class HandWritten {
  static final List<String> EXTERNAL =
      List.of("ext.example.com", "api.example.com", "*.wild.example.com");
  private static final List<String> SHOPS = List.of("shop.example.com", "*.example.com", "*");

  private final Dice dice;
  private final List<ObjectNode> services = new ArrayList<>();
  private final List<String> namespaces;

  private HandWritten(Dice dice, Map<ObjectId, ObjectNode> cluster) {
    this.dice = dice;
    cluster.forEach((id, object) -> {
      if (id.kind().equals("Service")) {
        services.add(object);
      }
    });
    namespaces =
        services.stream().map(it -> it.at("/metadata/namespace").asText()).distinct().toList();
  }

  /** Objects for each of the clusters of these objects that has services. */
  public static SortedMap<ObjectId, ObjectNode> of(long seed, Map<ObjectId, ObjectNode> objects) {
    var byCluster = new TreeMap<String, SortedMap<ObjectId, ObjectNode>>();
    objects.forEach((id, object) ->
        byCluster.computeIfAbsent(id.cluster(), name -> new TreeMap<>()).put(id, object));
    var dice = new Dice(seed);
    var result = new TreeMap<ObjectId, ObjectNode>();
    byCluster.forEach((cluster, its) -> {
      var hand = new HandWritten(dice, its);
      if (!hand.services.isEmpty()) {
        hand.write(cluster, result);
      }
    });
    return result;
  }

  private void write(String cluster, Map<ObjectId, ObjectNode> result) {
    for (HandWrittenKind kind : HandWrittenKind.values()) {
      for (int i = dice.between(0, kind.most); i > 0; i--) {
        String name = "hand-" + i;
        var id = Meta.id(cluster, kind.apiVersion, kind.kind, namespace(), name);
        ObjectNode object = Meta.object(dice, id, Map.of(), kind.write(this));
        if (result.entrySet().stream()
            .noneMatch(it -> isLike(it.getKey(), it.getValue(), id, object))) {
          result.put(id, object);
        }
      }
    }
  }

  /** Of two entries of one host in one namespace and of one age istiod takes either. */
  private static boolean isLike(ObjectId id, ObjectNode there, ObjectId other, ObjectNode object) {
    return id.kind().equals("ServiceEntry")
        && other.kind().equals("ServiceEntry")
        && id.cluster().equals(other.cluster())
        && id.namespace().equals(other.namespace())
        && there.at("/spec/hosts").equals(object.at("/spec/hosts"));
  }

  Dice dice() {
    return dice;
  }

  /** A namespace with services, now and then the root namespace. */
  String namespace() {
    return dice.chance(0.1) ? "istio-system" : dice.pick(namespaces);
  }

  /** A service of the cluster. */
  ObjectNode service() {
    return dice.pick(services);
  }

  /** The name of a service in the mesh. */
  static String host(JsonNode service) {
    return service.at("/metadata/name").asText()
        + "."
        + service.at("/metadata/namespace").asText()
        + ".svc.cluster.local";
  }

  /** The host of a service, mostly; a wildcard, a short name or a host outside, else. */
  String anyHost() {
    JsonNode service = service();
    return switch (dice.between(0, 11)) {
      case 0 -> "*." + service.at("/metadata/namespace").asText() + ".svc.cluster.local";
      case 1 -> service.at("/metadata/name").asText();
      case 2, 3 -> dice.pick(EXTERNAL);
      default -> host(service);
    };
  }

  /** A host that requests come to at a gateway. */
  String shop() {
    return dice.pick(SHOPS);
  }

  /** Who sees an object. */
  @Nullable Object exportTo() {
    return switch (dice.between(0, 7)) {
      case 0 -> Json.list(".");
      case 1 -> Json.list("*");
      case 2 -> Json.list(dice.pick(namespaces));
      case 3 -> Json.list(".", dice.pick(namespaces));
      default -> null;
    };
  }

  /** Labels of the pods of a service. */
  Object app() {
    return Json.object("app", service().at("/spec/selector/app").asText("none"));
  }

  /** A destination of a route: a service and one of its ports, maybe a subset. */
  ObjectNode destination() {
    JsonNode service = service();
    JsonNode port = service.at("/spec/ports/0/port");
    return Json.object(
        "host", dice.chance(0.85) ? host(service) : dice.pick(EXTERNAL),
        "port",
            dice.chance(0.8) && !port.isMissingNode()
                ? Json.object("number", dice.chance(0.9) ? port : port.asInt() + 1)
                : null,
        "subset", dice.chance(0.3) ? dice.pick("v1", "v2", "v9") : null);
  }
}
