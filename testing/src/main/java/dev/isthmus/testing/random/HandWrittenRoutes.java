package dev.isthmus.testing.random;

import static dev.isthmus.testing.random.Json.list;
import static dev.isthmus.testing.random.Json.object;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import org.jspecify.annotations.Nullable;

/** VirtualServices for sidecars and gateways: HTTP, now and then TCP and TLS. */
final class HandWrittenRoutes {
  private final HandWritten hand;
  private final Dice dice;

  private HandWrittenRoutes(HandWritten hand) {
    this.hand = hand;
    dice = hand.dice();
  }

  static ObjectNode spec(HandWritten hand) {
    return new HandWrittenRoutes(hand).virtualService();
  }

  private ObjectNode virtualService() {
    boolean gateway = dice.chance(0.4);
    ArrayNode http = list();
    for (int i = dice.pick(1, 1, 2, 3); i > 0; i--) {
      http.add(http(gateway));
    }
    ArrayNode hosts = list(gateway ? hand.shop() : hand.anyHost());
    if (dice.chance(0.2)) {
      hosts.add(gateway ? "more.example.com" : HandWritten.host(hand.service()));
    }
    return object(
        "hosts",
        hosts,
        "exportTo",
        hand.exportTo(),
        "gateways",
        gateway ? gateways() : dice.chance(0.2) ? list("mesh") : null,
        "http",
        http,
        "tcp",
        dice.chance(0.15) ? list(tcp()) : null,
        "tls",
        dice.chance(0.15) ? list(tls(hosts.get(0).asText())) : null);
  }

  private ArrayNode gateways() {
    ArrayNode gateways = list();
    for (int i = dice.pick(1, 1, 2); i > 0; i--) {
      gateways.add(hand.namespace() + "/hand-" + dice.between(1, 3));
    }
    if (dice.chance(0.3)) {
      gateways.add("mesh");
    }
    return gateways;
  }

  private ObjectNode http(boolean gateway) {
    ObjectNode route =
        object(
            "name", dice.orNone("one", "two"),
            "match", dice.chance(0.75) ? matches(gateway) : null,
            "headers", dice.chance(0.15) ? headers() : null,
            "corsPolicy", dice.chance(0.1) ? cors() : null,
            "fault", dice.chance(0.2) ? fault() : null);
    switch (dice.between(0, 9)) {
      case 0 -> route.set("redirect", redirect());
      case 1 ->
          route.set(
              "directResponse", object("status", 503, "body", dice.orNone(object("string", "no"))));
      default -> forward(route);
    }
    return route;
  }

  private void forward(ObjectNode route) {
    int count = dice.pick(1, 1, 2, 3);
    ArrayNode destinations = list();
    for (int i = 0; i < count; i++) {
      destinations.add(
          object(
              "destination", hand.destination(),
              "weight", count == 1 ? dice.orNone(100) : i == 0 ? 100 - 30 * (count - 1) : 30,
              "headers", dice.chance(0.1) ? headers() : null));
    }
    route.set("route", destinations);
    set(route, "timeout", dice.chance(0.25) ? dice.pick("0.5s", "10s") : null);
    set(route, "retries", dice.chance(0.25) ? retries() : null);
    set(route, "rewrite", dice.chance(0.2) ? rewrite() : null);
    if (dice.chance(0.15)) {
      route.set("mirror", hand.destination());
      set(route, "mirrorPercentage", dice.orNone(object("value", 12.5)));
    }
  }

  private static void set(ObjectNode object, String field, @Nullable Object value) {
    if (value != null) {
      object.setAll(object(field, value));
    }
  }

  private ObjectNode retries() {
    return object(
        "attempts", dice.between(0, 4),
        "perTryTimeout", dice.orNone("1s"),
        "retryOn", dice.orNone("5xx,reset", "gateway-error,503", "retriable-status-codes"),
        "retryRemoteLocalities", dice.orNone(true));
  }

  private ObjectNode rewrite() {
    return switch (dice.between(0, 3)) {
      case 0 -> object("authority", "rewritten.example.com");
      case 1 -> object("uriRegexRewrite", object("match", "^/a/(.*)$", "rewrite", "/\\1"));
      default -> object("uri", dice.pick("/", "/new", "/new/"));
    };
  }

  private ObjectNode redirect() {
    ObjectNode redirect =
        object(
            "uri", dice.orNone("/there"),
            "authority", dice.orNone("other.example.com"),
            "redirectCode", dice.orNone(301, 302, 307),
            "scheme", dice.orNone("https"));
    if (dice.chance(0.3)) {
      redirect.put("port", 8443);
    }
    return redirect;
  }

  private ObjectNode fault() {
    ObjectNode percentage = object("value", dice.pick(100, 12.5, 0.1));
    return dice.chance(0.5)
        ? object(
            "delay", object("fixedDelay", "2s", "percentage", dice.chance(0.8) ? percentage : null))
        : object(
            "abort",
            object(
                "httpStatus",
                dice.pick(503, 418),
                "percentage",
                dice.chance(0.8) ? percentage : null));
  }

  private ObjectNode headers() {
    return object(
        "request", dice.chance(0.7) ? operations() : null,
        "response", dice.chance(0.4) ? operations() : null);
  }

  private ObjectNode operations() {
    return object(
        "set", dice.chance(0.5) ? object("x-set", "%UPSTREAM_REMOTE_ADDRESS%", "host", "h") : null,
        "add", dice.chance(0.5) ? object("x-add", "value", "x-other", "100%%") : null,
        "remove", dice.chance(0.5) ? list("x-gone") : null);
  }

  private ObjectNode cors() {
    return object(
        "allowOrigins",
        list(
            dice.pick(
                object("exact", "https://a.example"),
                object("prefix", "https://"),
                object("regex", "https://.*"))),
        "allowMethods",
        dice.chance(0.5) ? list("GET", "POST") : null,
        "allowHeaders",
        dice.chance(0.5) ? list("x-a") : null,
        "exposeHeaders",
        dice.chance(0.3) ? list("x-b") : null,
        "maxAge",
        dice.orNone("24h"),
        "allowCredentials",
        dice.orNone(true, false));
  }

  private ArrayNode matches(boolean gateway) {
    ArrayNode matches = list();
    for (int i = dice.pick(1, 1, 2); i > 0; i--) {
      matches.add(
          object(
              "name", dice.orNone("m"),
              "uri", dice.chance(0.7) ? text("/", "/a", "/a/b") : null,
              "ignoreUriCase", dice.chance(0.1) ? true : null,
              "headers", dice.chance(0.25) ? object("x-user", text("jason", "v", "x")) : null,
              "withoutHeaders", dice.chance(0.1) ? object("x-no", headerless()) : null,
              "queryParams", dice.chance(0.1) ? object("q", text("1", "2", "3")) : null,
              "method", dice.chance(0.1) ? text("GET", "POST", "PUT") : null,
              "authority", dice.chance(0.08) ? text("a.example", "b", "c") : null,
              "scheme", dice.chance(0.05) ? object("exact", "https") : null,
              "port", dice.chance(0.15) ? dice.pick(9080, 80, 443) : null,
              "sourceLabels", !gateway && dice.chance(0.1) ? hand.app() : null,
              "sourceNamespace", !gateway && dice.chance(0.1) ? hand.namespace() : null));
    }
    return matches;
  }

  private ObjectNode headerless() {
    return dice.chance(0.5) ? object() : text("a", "b", "c");
  }

  private ObjectNode text(String... values) {
    String value = dice.pick(values);
    return switch (dice.between(0, 3)) {
      case 0 -> object("exact", value);
      case 1 -> object("regex", value + ".*");
      default -> object("prefix", value);
    };
  }

  private ObjectNode tcp() {
    return object(
        "match",
        dice.chance(0.7) ? list(object("port", dice.pick(9000, 9080, 443))) : null,
        "route",
        list(object("destination", hand.destination())));
  }

  private ObjectNode tls(String host) {
    return object(
        "match", list(object("sniHosts", list(host), "port", dice.orNone(443))),
        "route", list(object("destination", hand.destination())));
  }
}
