package dev.isthmus.translate.route;

import com.google.re2j.Pattern;
import dev.isthmus.istio.HttpMatchRequest;
import dev.isthmus.istio.StringMatch;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A request, and what it matches: the reference that the translation is held against. Two
 * evaluators, of what users write and of what Istio is told, that share no code with the
 * translation.
 */
record Request(
    String path, Map<String, String> headers, Map<String, String> query, String method, int port) {

  /** As the API reference reads a matcher. */
  boolean matches(dev.isthmus.api.gloo.selector.HttpMatcher matcher) {
    return matchesPath(matcher.uri(), path) && matchesBesidePath(matcher);
  }

  boolean matchesBesidePath(dev.isthmus.api.gloo.selector.HttpMatcher matcher) {
    return matcher.headers().stream().allMatch(this::matches)
        && matcher.queryParameters().stream()
            .allMatch(q -> valueMatches(query.get(q.name()), q.value(), q.regex()))
        && (matcher.method().isEmpty() || matcher.method().equals(method))
        && (matcher.port() == 0 || matcher.port() == port);
  }

  private boolean matches(dev.isthmus.api.gloo.selector.HeaderMatcher header) {
    var actual = headers.get(header.name().toLowerCase(Locale.ROOT));
    return valueMatches(actual, header.value(), header.regex()) != header.invertMatch();
  }

  private static boolean valueMatches(@Nullable String actual, String wanted, boolean regex) {
    if (actual == null) {
      return false;
    }
    return wanted.isEmpty() || (regex ? Pattern.matches(wanted, actual) : wanted.equals(actual));
  }

  static boolean matchesPath(dev.isthmus.api.gloo.selector.@Nullable StringMatch uri, String path) {
    if (uri == null) {
      return true;
    }
    if (!uri.regex().isEmpty()) {
      return Pattern.matches(uri.regex(), path);
    }
    var actual = uri.ignoreCase() ? path.toLowerCase(Locale.ROOT) : path;
    var exact = uri.ignoreCase() ? uri.exact().toLowerCase(Locale.ROOT) : uri.exact();
    var prefix = uri.ignoreCase() ? uri.prefix().toLowerCase(Locale.ROOT) : uri.prefix();
    return exact.isEmpty() ? actual.startsWith(prefix) : actual.equals(exact);
  }

  /**
   * As Istio documents an HTTPMatchRequest. A missing header counts as empty where it must not have
   * a value (treat_missing_header_as_empty).
   */
  boolean matches(HttpMatchRequest match) {
    var withoutHeaders =
        match.withoutHeaders().entrySet().stream()
            .noneMatch(e ->
                isPresenceOnly(e.getValue())
                    ? headers.containsKey(e.getKey())
                    : matches(e.getValue(), headers.getOrDefault(e.getKey(), "")));
    return matchesUri(match)
        && withoutHeaders
        && match.headers().entrySet().stream()
            .allMatch(e -> present(e.getValue(), headers.get(e.getKey())))
        && match.queryParams().entrySet().stream()
            .allMatch(e -> present(e.getValue(), query.get(e.getKey())))
        && (match.method() == null || matches(match.method(), method))
        && (match.port() == 0 || match.port() == port);
  }

  private boolean matchesUri(HttpMatchRequest match) {
    var uri = match.uri();
    if (uri == null) {
      return true;
    }
    if (uri.regex() != null) {
      return Pattern.matches(uri.regex(), path);
    }
    var actual = match.ignoreUriCase() ? path.toLowerCase(Locale.ROOT) : path;
    if (uri.exact() != null) {
      return actual.equals(
          match.ignoreUriCase() ? uri.exact().toLowerCase(Locale.ROOT) : uri.exact());
    }
    var prefix = java.util.Objects.requireNonNull(uri.prefix());
    return actual.startsWith(match.ignoreUriCase() ? prefix.toLowerCase(Locale.ROOT) : prefix);
  }

  private static boolean present(StringMatch match, @Nullable String actual) {
    return actual != null && (isPresenceOnly(match) || matches(match, actual));
  }

  private static boolean isPresenceOnly(StringMatch match) {
    return match.exact() == null && match.prefix() == null && match.regex() == null;
  }

  private static boolean matches(StringMatch match, String actual) {
    if (match.exact() != null) {
      return actual.equals(match.exact());
    }
    return match.prefix() != null
        ? actual.startsWith(match.prefix())
        : Pattern.matches(java.util.Objects.requireNonNull(match.regex()), actual);
  }
}
