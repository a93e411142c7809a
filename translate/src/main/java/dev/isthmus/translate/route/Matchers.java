package dev.isthmus.translate.route;

import dev.isthmus.istio.HttpMatchRequest;
import dev.isthmus.istio.HttpMatchRequestBuilder;
import dev.isthmus.istio.StringMatch;
import dev.isthmus.translate.route.PathMatch.Exact;
import dev.isthmus.translate.route.PathMatch.Prefix;
import dev.isthmus.translate.route.PathMatch.Regex;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.SortedMap;
import java.util.stream.Collectors;

/** Conditions as Istio's HTTPMatchRequests (API reference, 2.5: matchers). */
public final class Matchers {
  private Matchers() {}

  /**
   * The {@code match} of a route: every condition for every scope. Empty: every request, or, when
   * the result is absent, none: the route asks for a port that none of the scopes has.
   */
  static Optional<List<HttpMatchRequest>> of(List<RequestMatch> matches, List<MatchScope> scopes) {
    var result = new ArrayList<HttpMatchRequest>();
    for (var scope : scopes) {
      for (var match : matches.isEmpty() ? List.of(RequestMatch.ANY) : matches) {
        if (scope instanceof MatchScope.Sidecars && asksForClaims(match)) {
          continue;
        }
        var port = port(match.port(), scope);
        if (port.isEmpty()) {
          continue;
        }
        if (isEverything(match, scope)) {
          return Optional.of(List.of());
        }
        result.add(of(match, scope, port.getAsInt()));
      }
    }
    return result.isEmpty() ? Optional.empty() : Optional.of(result);
  }

  /** Whether a condition is on a claim of a token: Istio refuses that for all but gateways. */
  static boolean asksForClaims(RequestMatch match) {
    return match.headers().keySet().stream().anyMatch(Matchers::isClaim)
        || match.withoutHeaders().keySet().stream().anyMatch(Matchers::isClaim);
  }

  private static boolean isClaim(String header) {
    return header.startsWith("@request.auth.claims");
  }

  private static boolean isEverything(RequestMatch match, MatchScope scope) {
    return match.isAny() && scope.sourceLabels().isEmpty() && scope.gateways().isEmpty();
  }

  private static HttpMatchRequest of(RequestMatch match, MatchScope scope, int port) {
    var result =
        HttpMatchRequestBuilder.builder()
            .gateways(scope.gateways())
            .sourceLabels(scope.sourceLabels())
            .headers(values(match.headers(), StringMatch.present()))
            .withoutHeaders(values(match.withoutHeaders(), StringMatch.present()))
            .queryParams(values(match.queryParameters(), StringMatch.regex(".*")))
            .port(port);
    match.path().ifPresent(path -> result.uri(uri(path)).ignoreUriCase(ignoresCase(path)));
    if (!match.method().isEmpty()) {
      result.method(StringMatch.exact(match.method()));
    }
    return result.build();
  }

  private static StringMatch uri(PathMatch path) {
    return switch (path) {
      case Exact exact -> StringMatch.exact(exact.path());
      case Prefix prefix -> StringMatch.prefix(prefix.path());
      case Regex(String regex) -> StringMatch.regex(regex);
    };
  }

  private static boolean ignoresCase(PathMatch path) {
    return switch (path) {
      case Exact exact -> exact.ignoreCase();
      case Prefix prefix -> prefix.ignoreCase();
      case Regex regex -> false;
    };
  }

  private static Map<String, StringMatch> values(
      SortedMap<String, ValueMatch> matches, StringMatch present) {
    return matches.entrySet().stream()
        .collect(Collectors.toMap(Map.Entry::getKey, entry -> value(entry.getValue(), present)));
  }

  private static StringMatch value(ValueMatch match, StringMatch present) {
    return switch (match) {
      case ValueMatch.Present any -> present;
      case ValueMatch.Exact(String value) -> StringMatch.exact(value);
      case ValueMatch.Regex(String regex) -> StringMatch.regex(regex);
    };
  }

  /**
   * The port that Istio compares: 0 for any. On a gateway it is that of the Gateway's server, where
   * users name the Service's port or the server's; empty when the gateway has neither.
   */
  static OptionalInt port(int port, MatchScope scope) {
    return switch (scope) {
      case MatchScope.Sidecars sidecars -> OptionalInt.of(port);
      case MatchScope.Gateway gateway -> gatewayPort(port, gateway.ports());
    };
  }

  private static OptionalInt gatewayPort(int port, SortedMap<Integer, Integer> ports) {
    if (port == 0 || ports.isEmpty()) {
      return OptionalInt.of(port);
    }
    var server = ports.get(port);
    if (server != null) {
      return OptionalInt.of(server);
    }
    return ports.containsValue(port) ? OptionalInt.of(port) : OptionalInt.empty();
  }
}
