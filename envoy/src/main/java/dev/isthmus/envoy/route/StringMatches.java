package dev.isthmus.envoy.route;

import dev.isthmus.istio.StringMatch;
import io.envoyproxy.envoy.type.matcher.v3.RegexMatcher;
import io.envoyproxy.envoy.type.matcher.v3.StringMatcher;
import java.util.Optional;

/** Istio's ways to match a text as Envoy's. */
final class StringMatches {
  private StringMatches() {}

  /**
   * Empty when being there is all that is asked: no way given, or {@code *} as regular expression.
   */
  static Optional<StringMatcher> of(StringMatch match) {
    StringMatcher.Builder result = StringMatcher.newBuilder();
    if (match.exact() != null) {
      return Optional.of(result.setExact(match.exact()).build());
    }
    if (match.prefix() != null) {
      return Optional.of(result.setPrefix(match.prefix()).build());
    }
    if (match.regex() != null && !match.regex().equals("*")) {
      return Optional.of(result.setSafeRegex(regex(match.regex())).build());
    }
    return Optional.empty();
  }

  static RegexMatcher regex(String regex) {
    return RegexMatcher.newBuilder().setRegex(regex).build();
  }
}
