package dev.isthmus.testing.random;

import static dev.isthmus.testing.random.Json.list;
import static dev.isthmus.testing.random.Json.object;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;

/** Sidecars, PeerAuthentications, AuthorizationPolicies. */
final class HandWrittenPolicies {
  private HandWrittenPolicies() {}

  static ObjectNode sidecar(HandWritten hand) {
    Dice dice = hand.dice();
    ArrayNode hosts = list();
    for (int i = dice.between(1, 3); i > 0; i--) {
      hosts.add(
          dice.pick(
              "./*",
              "*/*",
              "istio-system/*",
              "~/*",
              hand.namespace() + "/*",
              "*/" + HandWritten.host(hand.service())));
    }
    ArrayNode egress = list(object("hosts", hosts));
    if (dice.chance(0.2)) {
      egress =
          list(
              object(
                  "port", object("number", 9080, "protocol", "HTTP", "name", "egress"),
                  "hosts", list("*/*")),
              object("hosts", hosts));
    }
    return object(
        "workloadSelector", dice.chance(0.4) ? object("labels", hand.app()) : null,
        "egress", egress,
        "outboundTrafficPolicy",
            dice.chance(0.3) ? object("mode", dice.pick("REGISTRY_ONLY", "ALLOW_ANY")) : null);
  }

  static ObjectNode peer(HandWritten hand) {
    Dice dice = hand.dice();
    boolean selects = dice.chance(0.5);
    return object(
        "selector", selects ? object("matchLabels", hand.app()) : null,
        "mtls",
            dice.chance(0.85)
                ? object("mode", dice.pick("STRICT", "PERMISSIVE", "DISABLE", "UNSET"))
                : null,
        "portLevelMtls",
            selects && dice.chance(0.4)
                ? object(
                    dice.pick("9080", "8080", "7000"),
                    object("mode", dice.pick("STRICT", "PERMISSIVE", "DISABLE", "UNSET")))
                : null);
  }

  static ObjectNode authorization(HandWritten hand) {
    Dice dice = hand.dice();
    ArrayNode rules = list();
    for (int i = dice.between(0, 2); i > 0; i--) {
      rules.add(
          object(
              "from", dice.chance(0.7) ? list(object("source", source(hand, dice))) : null,
              "to", dice.chance(0.5) ? list(object("operation", operation(dice))) : null,
              "when", dice.chance(0.2) ? list(condition(hand, dice)) : null));
    }
    return object(
        "selector", dice.chance(0.6) ? object("matchLabels", hand.app()) : null,
        "action", dice.orNone("ALLOW", "DENY"),
        "rules", rules.isEmpty() && dice.chance(0.5) ? null : rules);
  }

  private static ObjectNode source(HandWritten hand, Dice dice) {
    return switch (dice.between(0, 5)) {
      case 0 -> object("namespaces", list(hand.namespace()));
      case 1 -> object("principals", list("random/ns/" + hand.namespace() + "/sa/*"));
      case 2 -> object("notPrincipals", list("*"));
      case 3 -> object("ipBlocks", list("10.0.0.0/8"), "notIpBlocks", list("10.1.2.3"));
      case 4 ->
          object(
              "principals", list("random/ns/a/sa/b", "other/ns/a/sa/b"), "namespaces", list("a*"));
      default -> object("notNamespaces", list(hand.namespace()));
    };
  }

  private static ObjectNode operation(Dice dice) {
    return switch (dice.between(0, 4)) {
      case 0 -> object("ports", list("9080", "8080"));
      case 1 -> object("methods", list("GET"), "notPaths", list("/admin*"));
      case 2 -> object("paths", list("/a", "/b/*", "*/c"));
      case 3 -> object("hosts", list("*.example.com"), "notMethods", list("DELETE"));
      default -> object("notPorts", list("9000"));
    };
  }

  private static ObjectNode condition(HandWritten hand, Dice dice) {
    return switch (dice.between(0, 4)) {
      case 0 -> object("key", "request.headers[x-token]", "values", list("admin", "ops*"));
      case 1 -> object("key", "source.namespace", "notValues", list(hand.namespace()));
      case 2 -> object("key", "destination.port", "values", list("9080"));
      case 3 -> object("key", "connection.sni", "values", list("*.example.com"));
      default -> object("key", "source.ip", "values", list("10.2.0.0/16"));
    };
  }
}
