package dev.isthmus.envoy.route;

import dev.isthmus.envoy.Proxy;
import dev.isthmus.envoy.proto.Protos;
import dev.isthmus.istio.HttpMatchRequest;
import dev.isthmus.istio.StringMatch;
import io.envoyproxy.envoy.config.route.v3.HeaderMatcher;
import io.envoyproxy.envoy.config.route.v3.QueryParameterMatcher;
import io.envoyproxy.envoy.config.route.v3.RouteMatch;
import io.envoyproxy.envoy.type.matcher.v3.StringMatcher;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Conditions of requests. */
final class RouteMatches {
  static final RouteMatch ANY = RouteMatch.newBuilder().setPrefix("/").build();

  private RouteMatches() {}

  /** Whether a proxy takes a route at all: by its gateways, else by labels and namespace. */
  static boolean isFor(
      @Nullable HttpMatchRequest match, Proxy proxy, Set<String> gateways, int port) {
    if (match == null) {
      return true;
    }
    if (match.port() != 0 && match.port() != port) {
      return false;
    }
    if (!match.gateways().isEmpty()) {
      return match.gateways().stream().anyMatch(gateways::contains);
    }
    return proxy.labels().entrySet().containsAll(match.sourceLabels().entrySet())
        && (match.sourceNamespace().isEmpty() || match.sourceNamespace().equals(proxy.namespace()));
  }

  static RouteMatch of(@Nullable HttpMatchRequest match) {
    if (match == null) {
      return ANY;
    }
    RouteMatch.Builder result = RouteMatch.newBuilder().setPrefix("/");
    if (match.uri() != null) {
      applyPath(result, match.uri());
    }
    result.setCaseSensitive(Protos.bool(!match.ignoreUriCase()));
    result.addAllHeaders(headers(match));
    special(":method", match.method()).ifPresent(result::addHeaders);
    special(":authority", match.authority()).ifPresent(result::addHeaders);
    special(":scheme", match.scheme()).ifPresent(result::addHeaders);
    match.queryParams().forEach((name, text) -> result.addQueryParameters(parameter(name, text)));
    return result.build();
  }

  private static void applyPath(RouteMatch.Builder result, StringMatch uri) {
    if (uri.exact() != null) {
      result.setPath(uri.exact());
    } else if (uri.prefix() != null) {
      result.setPrefix(uri.prefix());
    } else if (uri.regex() != null) {
      result.setSafeRegex(StringMatches.regex(uri.regex()));
    }
  }

  private static List<HeaderMatcher> headers(HttpMatchRequest match) {
    List<HeaderMatcher> result = new ArrayList<>();
    match.headers().forEach((name, text) -> result.add(header(name, text).build()));
    match
        .withoutHeaders()
        .forEach((name, text) -> {
          HeaderMatcher.Builder header = header(name, text).setInvertMatch(true);
          header.setTreatMissingHeaderAsEmpty(header.hasStringMatch());
          result.add(header.build());
        });
    result.sort(Comparator.comparing(HeaderMatcher::getName));
    return result;
  }

  private static Optional<HeaderMatcher> special(String name, @Nullable StringMatch text) {
    return Optional.ofNullable(text).map(it -> header(name, it).build());
  }

  private static HeaderMatcher.Builder header(String name, StringMatch text) {
    HeaderMatcher.Builder result = HeaderMatcher.newBuilder().setName(name);
    Optional<StringMatcher> matcher = StringMatches.of(text);
    return matcher.isPresent()
        ? result.setStringMatch(matcher.get())
        : result.setPresentMatch(true);
  }

  private static QueryParameterMatcher parameter(String name, StringMatch text) {
    QueryParameterMatcher.Builder result = QueryParameterMatcher.newBuilder().setName(name);
    Optional<StringMatcher> matcher = StringMatches.of(text);
    return matcher
        .map(it -> result.setStringMatch(it).build())
        .orElseGet(() -> result.setPresentMatch(true).build());
  }

  /** Whether every request matches, so that no later route is reached. */
  static boolean isAny(RouteMatch match) {
    boolean anyPath =
        (match.hasPrefix() && match.getPrefix().equals("/"))
            || (match.hasSafeRegex() && match.getSafeRegex().getRegex().equals(".*"));
    return anyPath && match.getHeadersCount() == 0 && match.getQueryParametersCount() == 0;
  }
}
