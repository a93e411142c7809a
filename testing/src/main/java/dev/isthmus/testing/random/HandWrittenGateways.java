package dev.isthmus.testing.random;

import static dev.isthmus.testing.random.Json.list;
import static dev.isthmus.testing.random.Json.object;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;

/** Gateways with servers of every protocol and TLS mode, which may be at odds over a port. */
final class HandWrittenGateways {
  private HandWrittenGateways() {}

  static ObjectNode spec(HandWritten hand) {
    Dice dice = hand.dice();
    ArrayNode servers = list();
    int count = dice.pick(1, 1, 2, 3);
    for (int i = 0; i < count; i++) {
      servers.add(server(hand, dice, i));
    }
    return object(
        "selector",
        object("istio", dice.chance(0.8) ? GatewaySlots.INGRESS : GatewaySlots.EAST_WEST),
        "servers",
        servers);
  }

  private static ObjectNode server(HandWritten hand, Dice dice, int index) {
    String name = dice.chance(0.3) ? "p" + index : "port-" + dice.between(1, 99);
    ArrayNode hosts = list();
    for (int i = dice.pick(1, 1, 2); i > 0; i--) {
      String host = i == 1 ? hand.shop() : "more.example.com";
      hosts.add(dice.chance(0.7) ? host : dice.pick("./", "*/", hand.namespace() + "/") + host);
    }
    return switch (dice.between(0, 9)) {
      case 0, 1, 2, 3 ->
          object(
              "port",
              port(dice.pick(80, 80, 8080), name, dice.pick("HTTP", "HTTP", "HTTP2")),
              "hosts",
              hosts,
              "tls",
              dice.chance(0.2) ? object("httpsRedirect", true) : null);
      case 4, 5, 6 -> object("port", port(443, name, "HTTPS"), "hosts", hosts, "tls", tls(dice));
      case 7 ->
          object(
              "port", port(dice.pick(443, 9443), name, "TLS"),
              "hosts", hosts,
              "tls", object("mode", "PASSTHROUGH"));
      case 8 ->
          object(
              "port", port(15443, name, "TLS"),
              "hosts", list("*"),
              "tls", object("mode", "AUTO_PASSTHROUGH"));
      default -> object("port", port(dice.pick(9000, 31400), name, "TCP"), "hosts", list("*"));
    };
  }

  private static ObjectNode port(int number, String name, String protocol) {
    return object("number", number, "name", name, "protocol", protocol);
  }

  private static ObjectNode tls(Dice dice) {
    return switch (dice.between(0, 4)) {
      case 0 ->
          object(
              "mode", "MUTUAL",
              "credentialName", "tls-secret",
              "subjectAltNames", dice.chance(0.5) ? list("spiffe://x/ns/a/sa/b") : null);
      case 1 ->
          object(
              "mode", "SIMPLE",
              "serverCertificate", "/etc/certs/cert.pem",
              "privateKey", "/etc/certs/key.pem");
      case 2 -> object("mode", "ISTIO_MUTUAL");
      case 3 ->
          object(
              "mode",
              "SIMPLE",
              "credentialName",
              "tls-secret",
              "minProtocolVersion",
              dice.orNone("TLSV1_2", "TLSV1_3"),
              "maxProtocolVersion",
              dice.orNone("TLSV1_3"),
              "cipherSuites",
              dice.chance(0.4) ? list("ECDHE-ECDSA-AES128-GCM-SHA256") : null);
      default -> object("mode", "SIMPLE", "credentialName", "tls-secret");
    };
  }
}
