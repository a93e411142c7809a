package dev.isthmus.testing.random;

import static dev.isthmus.testing.random.Json.list;
import static dev.isthmus.testing.random.Json.object;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import org.jspecify.annotations.Nullable;

/** DestinationRules with every kind of policy. */
final class HandWrittenRules {
  private final HandWritten hand;
  private final Dice dice;

  private HandWrittenRules(HandWritten hand) {
    this.hand = hand;
    dice = hand.dice();
  }

  static ObjectNode spec(HandWritten hand) {
    return new HandWrittenRules(hand).rule();
  }

  private ObjectNode rule() {
    ArrayNode subsets = list();
    for (String version : dice.some(World.VERSIONS, 0.5)) {
      subsets.add(
          object(
              "name",
              version,
              "labels",
              object("version", version),
              "trafficPolicy",
              dice.chance(0.3) ? policy(true) : null));
    }
    return object(
        "host", hand.anyHost(),
        "exportTo", hand.exportTo(),
        "workloadSelector", dice.chance(0.1) ? object("matchLabels", hand.app()) : null,
        "subsets", subsets.isEmpty() ? null : subsets,
        "trafficPolicy", dice.chance(0.8) ? policy(true) : null);
  }

  private ObjectNode policy(boolean ports) {
    return object(
        "loadBalancer", dice.chance(0.4) ? loadBalancer() : null,
        "connectionPool", dice.chance(0.4) ? pool() : null,
        "outlierDetection", dice.chance(0.4) ? outliers() : null,
        "tls", dice.chance(0.35) ? tls() : null,
        "portLevelSettings", ports && dice.chance(0.2) ? list(port()) : null,
        "proxyProtocol", ports && dice.chance(0.05) ? object("version", "V1") : null);
  }

  private ObjectNode port() {
    ObjectNode policy = policy(false);
    policy.set("port", object("number", dice.pick(9080, 9080, 80, 443, 9000)));
    return policy;
  }

  private ObjectNode loadBalancer() {
    ObjectNode result =
        dice.chance(0.35)
            ? object("consistentHash", hash())
            : object(
                "simple", dice.orNone("ROUND_ROBIN", "LEAST_REQUEST", "RANDOM", "PASSTHROUGH"));
    if (dice.chance(0.5)) {
      result.set("localityLbSetting", locality());
    }
    if (dice.chance(0.15)) {
      result.put("warmupDurationSecs", "30s");
    }
    return result;
  }

  private ObjectNode hash() {
    ObjectNode hash =
        switch (dice.between(0, 3)) {
          case 0 -> object("httpHeaderName", "x-user");
          case 1 -> object("httpCookie", object("name", "c", "path", "/", "ttl", "10s"));
          case 2 -> object("httpQueryParameterName", "q");
          default -> object("useSourceIp", true);
        };
    switch (dice.between(0, 3)) {
      case 0 -> hash.set("ringHash", object("minimumRingSize", 2048));
      case 1 -> hash.set("maglev", object("tableSize", 131));
      case 2 -> hash.put("minimumRingSize", 512);
      default -> {}
    }
    return hash;
  }

  private ObjectNode locality() {
    return switch (dice.between(0, 4)) {
      case 0 -> object("enabled", false);
      case 1 ->
          object(
              "distribute",
              list(
                  object(
                      "from",
                      dice.pick("us-east-1/*", "*", "eu-west-1"),
                      "to",
                      object("us-east-1/*", 70, "eu-west-1/*", 30))));
      case 2 -> object("failover", list(object("from", "us-east-1", "to", "eu-west-1")));
      case 3 ->
          object(
              "failoverPriority",
              list(
                  dice.pick("version", "app", "version=v1"),
                  dice.pick("topology.kubernetes.io/region", "topology.istio.io/cluster")));
      default -> object("enabled", true);
    };
  }

  private ObjectNode pool() {
    return object(
        "tcp",
        dice.chance(0.6)
            ? object(
                "maxConnections", dice.orNone(10, 100),
                "connectTimeout", dice.orNone("3s", "0.5s"),
                "idleTimeout", dice.orNone("120s"),
                "maxConnectionDuration", dice.orNone("3600s"),
                "tcpKeepalive",
                    dice.chance(0.4)
                        ? object("time", dice.orNone("60s"), "probes", dice.orNone(3))
                        : null)
            : null,
        "http",
        dice.chance(0.7) ? http() : null);
  }

  private ObjectNode http() {
    return object(
        "http1MaxPendingRequests", dice.orNone(1, 64),
        "http2MaxRequests", dice.orNone(100),
        "maxRequestsPerConnection", dice.orNone(1, 10),
        "maxRetries", dice.orNone(5),
        "idleTimeout", dice.orNone("30s"),
        "h2UpgradePolicy", dice.orNone("UPGRADE", "DO_NOT_UPGRADE", "DEFAULT"),
        "useClientProtocol", dice.chance(0.15) ? true : null,
        "maxConcurrentStreams", dice.orNone(50));
  }

  private ObjectNode outliers() {
    return object(
        "consecutive5xxErrors", dice.orNone(0, 7),
        "consecutiveGatewayErrors", dice.orNone(0, 3),
        "splitExternalLocalOriginErrors", dice.chance(0.2) ? true : null,
        "consecutiveLocalOriginFailures", dice.orNone(4),
        "interval", dice.orNone("5m"),
        "baseEjectionTime", dice.orNone("15m", "0.5s"),
        "maxEjectionPercent", dice.orNone(100),
        "minHealthPercent", dice.orNone(40));
  }

  private @Nullable ObjectNode tls() {
    return switch (dice.between(0, 5)) {
      case 0 -> object("mode", "DISABLE");
      case 1 -> object("mode", "SIMPLE", "sni", dice.orNone("sni.example.com"));
      case 2 ->
          object(
              "mode", "SIMPLE",
              "caCertificates", "/etc/certs/ca.pem",
              "subjectAltNames", list("san.example.com"));
      case 3 ->
          object(
              "mode", "MUTUAL",
              "clientCertificate", "/etc/certs/cert.pem",
              "privateKey", "/etc/certs/key.pem",
              "caCertificates", dice.orNone("/etc/certs/ca.pem"));
      case 4 ->
          object(
              "mode",
              "ISTIO_MUTUAL",
              "sni",
              dice.orNone("sni.internal"),
              "subjectAltNames",
              dice.chance(0.3) ? list("spiffe://random/ns/a/sa/b") : null);
      default -> object("mode", "SIMPLE", "insecureSkipVerify", dice.orNone(true));
    };
  }
}
