package dev.isthmus.api.read;

import dev.isthmus.api.ProtoDuration;
import java.time.Duration;
import java.time.temporal.ChronoUnit;
import java.util.Base64;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;

/** What a text of proto JSON may stand for, and how it is checked. */
enum ScalarType {
  STRING("a text", "Write a text; quote it if it looks like a number or a truth value."),
  BOOL("a truth value", "Write true or false."),
  BYTES("base64", "Write the bytes in base64."),
  DURATION("a duration", "Write a duration of whole milliseconds, such as 2s, 0.5s or 1h30m."),
  DURATION_OR_ZERO("a duration", "Write a duration of whole milliseconds, such as 0s, 0.5s or 1m."),
  NAME("a name", "Write the name of a Kubernetes object: a-z, 0-9, '-' and '.'."),
  GLOB("a name", "Write a name of a-z, 0-9, '-' and '.', where '*' stands for any text."),
  HOST("a host name", "Write a full host name without a wildcard, such as reviews.shop.example."),
  WILD_HOST("a host name", "Write a full host name, '*.' before one, or '*' alone."),
  GATEWAY_HOST(
      "a host filter",
      "Write a host name, '*.' before one, or '*'; a namespace and '/' may precede it."),
  ADDRESS("an address", "Write an IP address or a host name."),
  REGEX(
      "a regular expression",
      "Write an expression in RE2 syntax: no look-around, no back-references."),
  HEADER("a header's name", "Write a header's name: letters, digits and '-'."),
  METHOD("a request's method", "Write a method, such as GET."),
  PATH("a path", "Write a path that starts with '/'."),
  RETRY_ON(
      "a list of retry conditions",
      "Write Envoy's conditions or status codes, separated by commas, such as 5xx,reset,503."),
  APP_PROTOCOL(
      "a protocol",
      "Write one of GRPC, GRPC-WEB, HTTP, HTTPS, HTTP_PROXY, HTTP2, MONGO, MYSQL, REDIS, TCP, TLS.");

  private static final Set<String> APP_PROTOCOLS =
      Set.of(
          "GRPC",
          "GRPC-WEB",
          "HTTP",
          "HTTPS",
          "HTTP_PROXY",
          "HTTP2",
          "MONGO",
          "MYSQL",
          "REDIS",
          "TCP",
          "TLS");

  private static final Duration SHORTEST = Duration.ofMillis(1);

  private final String noun;
  private final String remedy;

  ScalarType(String noun, String remedy) {
    this.noun = noun;
    this.remedy = remedy;
  }

  /** With its article: {@code a duration}. */
  String noun() {
    return noun;
  }

  String remedy() {
    return remedy;
  }

  /** The value that a text stands for; empty if it stands for none. */
  Optional<Object> parse(String text) {
    return switch (this) {
      case STRING -> Optional.of(text);
      case BOOL -> Optional.empty();
      case DURATION ->
          ProtoDuration.parse(text)
              .filter(d -> isWholeMillis(d) && d.compareTo(SHORTEST) >= 0)
              .map(Object.class::cast);
      case DURATION_OR_ZERO ->
          ProtoDuration.parse(text).filter(ScalarType::isWholeMillis).map(Object.class::cast);
      case BYTES -> keep(text, isBase64(text));
      case NAME -> keep(text, Names.isObjectName(text));
      case GLOB -> keep(text, Names.isGlob(text));
      case HOST -> keep(text, Names.isHost(text));
      case WILD_HOST -> keep(text, Names.isWildHost(text));
      case GATEWAY_HOST -> keep(text, Names.isGatewayHost(text));
      case ADDRESS -> keep(text, Names.isAddress(text));
      case REGEX -> keep(text, Names.isRegex(text));
      case HEADER -> keep(text, Names.isHeader(text));
      case METHOD -> keep(text, Names.isToken(text));
      case PATH ->
          keep(text, text.startsWith("/") && text.chars().noneMatch(Character::isISOControl));
      case RETRY_ON -> keep(text, RetryConditions.areKnown(text));
      case APP_PROTOCOL -> keep(text, APP_PROTOCOLS.contains(text.toUpperCase(Locale.ROOT)));
    };
  }

  private static Optional<Object> keep(String text, boolean valid) {
    return valid ? Optional.of(text) : Optional.empty();
  }

  private static boolean isWholeMillis(Duration duration) {
    return duration.truncatedTo(ChronoUnit.MILLIS).equals(duration);
  }

  private static boolean isBase64(String text) {
    try {
      return Base64.getDecoder().decode(text).length > 0;
    } catch (IllegalArgumentException e) {
      return false;
    }
  }
}
