package dev.isthmus.testing.random;

import static dev.isthmus.testing.random.Json.list;
import static dev.isthmus.testing.random.Json.object;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;

/** ServiceEntries of every resolution, and WorkloadEntries that they select. */
final class HandWrittenEntries {
  private HandWrittenEntries() {}

  static ObjectNode serviceEntry(HandWritten hand) {
    Dice dice = hand.dice();
    String resolution = dice.pick("STATIC", "STATIC", "DNS", "DNS", "NONE", "DNS_ROUND_ROBIN");
    boolean selects = resolution.equals("STATIC") && dice.chance(0.4);
    String host = host(hand, dice, resolution);
    return object(
        "hosts",
        list(host),
        "addresses",
        dice.chance(0.3) ? list("240.0.9." + dice.between(1, 9)) : null,
        "exportTo",
        hand.exportTo(),
        "location",
        dice.orNone("MESH_INTERNAL", "MESH_EXTERNAL"),
        "ports",
        ports(dice),
        "resolution",
        resolution,
        "workloadSelector",
        selects ? object("labels", hand.app()) : null,
        "endpoints",
        !selects && !resolution.equals("NONE") ? endpoints(hand, dice, resolution) : null,
        "subjectAltNames",
        dice.chance(0.15) ? list("spiffe://random/ns/x/sa/y") : null);
  }

  private static String host(HandWritten hand, Dice dice, String resolution) {
    if (resolution.startsWith("DNS")) {
      return dice.pick(HandWritten.EXTERNAL.subList(0, 2));
    }
    return dice.chance(0.2) ? HandWritten.host(hand.service()) : dice.pick(HandWritten.EXTERNAL);
  }

  private static ArrayNode ports(Dice dice) {
    ArrayNode ports = list();
    if (dice.chance(0.7)) {
      ports.add(
          object(
              "number",
              dice.pick(80, 9080),
              "name",
              "http",
              "protocol",
              dice.pick("HTTP", "HTTP", "HTTP2", "GRPC"),
              "targetPort",
              dice.chance(0.2) ? 8080 : null));
    }
    if (ports.isEmpty() || dice.chance(0.4)) {
      ports.add(
          object(
              "number", dice.pick(443, 9000),
              "name", "other",
              "protocol", dice.pick("TLS", "HTTPS", "TCP")));
    }
    return ports;
  }

  private static ArrayNode endpoints(HandWritten hand, Dice dice, String resolution) {
    ArrayNode endpoints = list();
    int count = resolution.startsWith("DNS") ? dice.pick(0, 1, 1) : dice.between(0, 3);
    for (int i = 1; i <= count; i++) {
      String address = resolution.startsWith("DNS") ? "origin.example.com" : "10.99.0." + i;
      endpoints.add(endpoint(hand, dice, address));
    }
    return endpoints;
  }

  private static ObjectNode endpoint(HandWritten hand, Dice dice, String address) {
    ObjectNode endpoint =
        object(
            "address",
            address,
            "labels",
            dice.chance(0.6) ? hand.app() : null,
            "locality",
            dice.orNone("us-east-1/a", "eu-west-1", "us-east-1/b/s"),
            "weight",
            dice.orNone(1, 20),
            "serviceAccount",
            dice.orNone("worker"),
            "ports",
            dice.chance(0.2) ? object("http", 8088) : null);
    if (dice.chance(0.3)) {
      endpoint.withObject("/labels").put("version", dice.pick(World.VERSIONS));
    }
    if (dice.chance(0.2)) {
      endpoint.withObject("/labels").put("security.istio.io/tlsMode", "istio");
    }
    return endpoint;
  }

  static ObjectNode workloadEntry(HandWritten hand) {
    Dice dice = hand.dice();
    ObjectNode entry = endpoint(hand, dice, "10.98.0." + dice.between(1, 200));
    entry.withObject("/labels").setAll((ObjectNode) hand.app());
    return entry;
  }
}
