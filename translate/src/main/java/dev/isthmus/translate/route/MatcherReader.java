package dev.isthmus.translate.route;

import dev.isthmus.api.Finding;
import dev.isthmus.api.Reason;
import dev.isthmus.api.Severity;
import dev.isthmus.api.gloo.selector.HeaderMatcher;
import dev.isthmus.api.gloo.selector.HttpMatcher;
import dev.isthmus.api.gloo.selector.QueryParameterMatcher;
import dev.isthmus.api.gloo.selector.StringMatch;
import dev.isthmus.translate.route.PathMatch.Exact;
import dev.isthmus.translate.route.PathMatch.Prefix;
import dev.isthmus.translate.route.PathMatch.Regex;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * Reads a RouteTable's matchers as conditions that Istio can hold. A matcher with a bad member
 * matches nothing: to leave out the member alone would widen it (API reference, 2.5).
 */
final class MatcherReader {
  private static final String MATCHES_NOTHING = "The matcher matches no request.";

  private final Collection<Finding> findings;
  private boolean bad;

  private MatcherReader(Collection<Finding> findings) {
    this.findings = findings;
  }

  /** The conditions of a route's matchers, without those that are bad. */
  static List<RequestMatch> read(
      List<HttpMatcher> matchers, Place route, Collection<Finding> findings) {
    var result = new ArrayList<RequestMatch>(matchers.size());
    for (var i = 0; i < matchers.size(); i++) {
      if (matchers.get(i).unreadable()) {
        continue; // as its reader said
      }
      new MatcherReader(findings)
          .read(matchers.get(i), route.at("matchers", i))
          .ifPresent(result::add);
    }
    return result;
  }

  private Optional<RequestMatch> read(HttpMatcher matcher, Place place) {
    var path = matcher.uri() == null ? null : path(matcher.uri(), place.at("uri"));
    var headers = new TreeMap<String, ValueMatch>();
    var without = new TreeMap<String, ValueMatch>();
    for (var i = 0; i < matcher.headers().size(); i++) {
      var header = matcher.headers().get(i);
      header(header, place.at("headers", i), header.invertMatch() ? without : headers);
    }
    var query = new TreeMap<String, ValueMatch>();
    for (var i = 0; i < matcher.queryParameters().size(); i++) {
      queryParameter(matcher.queryParameters().get(i), place.at("queryParameters", i), query);
    }
    return bad
        ? Optional.empty()
        : Optional.of(
            new RequestMatch(path, headers, without, query, matcher.method(), matcher.port()));
  }

  private @Nullable PathMatch path(StringMatch uri, Place place) {
    if (!uri.suffix().isEmpty()) {
      refuse(
          place.at("suffix"),
          Reason.ROUTE_NOT_EXPRESSIBLE,
          "Paths cannot be matched by their suffix.",
          "Write it as regex: .*" + Re2.literal(uri.suffix()));
      return null;
    }
    if (!uri.exact().isEmpty()) {
      return new Exact(uri.exact(), uri.ignoreCase());
    }
    if (!uri.prefix().isEmpty()) {
      return new Prefix(uri.prefix(), uri.ignoreCase());
    }
    if (uri.regex().isEmpty()) {
      return null;
    }
    checkRegex(uri.regex(), place.at("regex"));
    if (uri.ignoreCase()) {
      findings.add(
          place
              .at("ignoreCase")
              .finding(
                  Reason.NO_EFFECT,
                  Severity.WARNING,
                  "ignoreCase has no effect on a regular expression.",
                  "The path is matched with its case.",
                  "Begin the expression with (?i) to match any case."));
    }
    return new Regex(uri.regex());
  }

  private void header(HeaderMatcher header, Place place, SortedMap<String, ValueMatch> into) {
    var name = lowerCase(header.name());
    if (header.regex() && !header.value().isEmpty()) {
      checkRegex(header.value(), place.at("value"));
    }
    put(name, ValueMatch.of(header.value(), header.regex()), place, "header", into);
  }

  /**
   * Proxies see names in lower case; {@code @request.auth.claims.…} names a claim, which has case.
   */
  private static String lowerCase(String header) {
    return header.startsWith("@") ? header : header.toLowerCase(Locale.ROOT);
  }

  private void queryParameter(
      QueryParameterMatcher parameter, Place place, SortedMap<String, ValueMatch> into) {
    if (parameter.regex() && !parameter.value().isEmpty()) {
      checkRegex(parameter.value(), place.at("value"));
    }
    put(
        parameter.name(),
        ValueMatch.of(parameter.value(), parameter.regex()),
        place,
        "query parameter",
        into);
  }

  private void put(
      String name, ValueMatch match, Place place, String what, SortedMap<String, ValueMatch> into) {
    if (name.isEmpty()) {
      refuse(place.at("name"), Reason.MISSING_FIELD, "A " + what + " has no name.", "Name it.");
    } else if (into.putIfAbsent(name, match) != null) {
      refuse(
          place.at("name"),
          Reason.ROUTE_NOT_EXPRESSIBLE,
          "The " + what + " " + name + " is there twice, and Istio holds one condition on a name.",
          "Say both in one regular expression.");
    }
  }

  private void checkRegex(String regex, Place place) {
    Re2.problem(regex)
        .ifPresent(problem ->
            refuse(
                place,
                Reason.INVALID_VALUE,
                "Not a regular expression that Envoy takes (RE2): " + problem + ".",
                "Correct the expression; RE2 has neither look-around nor back references."));
  }

  private void refuse(Place place, Reason reason, String what, String remedy) {
    bad = true;
    findings.add(place.finding(reason, what, MATCHES_NOTHING, remedy));
  }
}
