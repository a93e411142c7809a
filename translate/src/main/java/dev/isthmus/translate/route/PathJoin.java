package dev.isthmus.translate.route;

import dev.isthmus.translate.route.Conjunction.Both;
import dev.isthmus.translate.route.Conjunction.Neither;
import dev.isthmus.translate.route.PathMatch.Exact;
import dev.isthmus.translate.route.PathMatch.Prefix;
import dev.isthmus.translate.route.PathMatch.Regex;
import java.util.stream.Collectors;

/**
 * A delegating route's path and a child route's path as one (API reference, 2.5, Delegation). Under
 * a parent's prefix a child's path is absolute when it begins with that prefix, and else goes on
 * from it: prefix {@code /a} and prefix {@code /b} give prefix {@code /a/b}. The child prefix
 * {@code /} says nothing. Where the two differ in case sensitivity, the result is a regular
 * expression.
 */
final class PathJoin {
  private static final String ANY_REST = ".*";

  private PathJoin() {}

  static Conjunction<PathMatch> of(PathMatch parent, PathMatch child) {
    var joined =
        switch (parent) {
          case Prefix prefix -> under(prefix, child);
          case Exact exact -> at(exact, child);
          case Regex regex -> within(regex, child);
        };
    if (joined instanceof Both<PathMatch>(Regex(String regex))) {
      var problem = Re2.problem(regex);
      if (problem.isPresent()) {
        return new Neither<>(
            "their paths make a regular expression that cannot be used: " + problem.get());
      }
    }
    return joined;
  }

  private static Conjunction<PathMatch> under(Prefix parent, PathMatch child) {
    return switch (child) {
      case Exact exact -> new Both<>(exactUnder(parent, exact));
      case Prefix prefix -> new Both<>(prefixUnder(parent, prefix));
      case Regex(String regex) ->
          new Both<>(
              new Regex(
                  Re2.alternatives(regex).stream()
                      .map(alternative -> alternativeUnder(parent, alternative))
                      .collect(Collectors.joining("|"))));
    };
  }

  private static PathMatch exactUnder(Prefix parent, Exact child) {
    var text = new Text(parent, child.path(), child.ignoreCase());
    return text.isLiteral()
        ? new Exact(text.literal(), text.ignoreCase())
        : new Regex(text.regex());
  }

  private static PathMatch prefixUnder(Prefix parent, Prefix child) {
    if (child.path().equals("/")) {
      return parent;
    }
    var text = new Text(parent, child.path(), child.ignoreCase());
    return text.isLiteral()
        ? new Prefix(text.literal(), text.ignoreCase())
        : new Regex(text.regex() + ANY_REST);
  }

  private static String alternativeUnder(Prefix parent, String alternative) {
    var base = parent.path();
    if (base.equals("/") || Re2.beginsWith(alternative, base, parent.ignoreCase())) {
      return alternative;
    }
    if (base.endsWith("/") && Re2.beginsWith(alternative, "/", false)) {
      base = base.substring(0, base.length() - 1);
    }
    var start = parent.ignoreCase() ? Re2.literalIgnoringCase(base) : Re2.literal(base);
    return start + "(?:" + alternative + ")";
  }

  private static Conjunction<PathMatch> at(Exact parent, PathMatch child) {
    return switch (child) {
      case Exact exact -> bothExact(parent, exact);
      case Prefix prefix -> exactWithin(parent, prefix);
      case Regex regex -> exactWithin(parent, regex);
    };
  }

  private static Conjunction<PathMatch> bothExact(Exact a, Exact b) {
    if (a.path().equals(b.path())) {
      return new Both<>(a.ignoreCase() ? b : a);
    }
    if (a.path().equalsIgnoreCase(b.path()) && (a.ignoreCase() || b.ignoreCase())) {
      return new Both<>(a.ignoreCase() ? b : a);
    }
    return never(a, b);
  }

  private static Conjunction<PathMatch> exactWithin(Exact exact, Prefix prefix) {
    var path = exact.path();
    var start = prefix.path();
    if (path.startsWith(start)) {
      return exact.ignoreCase() && !prefix.ignoreCase() && Re2.hasCase(start)
          ? new Both<>(
              new Regex(
                  Re2.literal(start) + Re2.literalIgnoringCase(path.substring(start.length()))))
          : new Both<>(exact);
    }
    if (!path.regionMatches(true, 0, start, 0, start.length())) {
      return never(exact, prefix);
    }
    if (prefix.ignoreCase()) {
      return new Both<>(exact);
    }
    return exact.ignoreCase()
        ? new Both<>(
            new Regex(Re2.literal(start) + Re2.literalIgnoringCase(path.substring(start.length()))))
        : never(exact, prefix);
  }

  private static Conjunction<PathMatch> exactWithin(Exact exact, Regex regex) {
    if (exact.ignoreCase() && Re2.hasCase(exact.path())) {
      return matchesAll(regex) ? new Both<>(exact) : inexpressible(exact, regex);
    }
    return Re2.matches(regex.regex(), exact.path()) ? new Both<>(exact) : never(exact, regex);
  }

  private static Conjunction<PathMatch> within(Regex parent, PathMatch child) {
    return switch (child) {
      case Exact exact -> exactWithin(exact, parent);
      case Prefix prefix -> {
        if (matchesAll(parent)) {
          yield new Both<>(prefix);
        }
        var already =
            Re2.alternatives(parent.regex()).stream()
                .allMatch(
                    alternative -> Re2.beginsWith(alternative, prefix.path(), prefix.ignoreCase()));
        yield prefix.path().equals("/") || already
            ? new Both<>(parent)
            : inexpressible(parent, prefix);
      }
      case Regex regex -> {
        if (matchesAll(regex) || regex.equals(parent)) {
          yield new Both<>(parent);
        }
        yield matchesAll(parent) ? new Both<>(regex) : inexpressible(parent, regex);
      }
    };
  }

  private static boolean matchesAll(Regex regex) {
    return regex.regex().equals(".*") || regex.regex().equals("/.*");
  }

  private static Conjunction<PathMatch> never(PathMatch a, PathMatch b) {
    return new Neither<>("no path is both " + a.text() + " and " + b.text());
  }

  private static Conjunction<PathMatch> inexpressible(PathMatch a, PathMatch b) {
    return new Neither<>("no single condition of Istio says both " + a.text() + " and " + b.text());
  }

  /**
   * A child's literal path under a parent's prefix: a part with the parent's case sensitivity, then
   * one with the child's.
   */
  private record Text(
      String first, boolean firstIgnoresCase, String second, boolean secondIgnoresCase) {

    Text(Prefix parent, String child, boolean childIgnoresCase) {
      this(split(parent, child, childIgnoresCase), parent.ignoreCase(), childIgnoresCase);
    }

    private Text(String[] parts, boolean firstIgnoresCase, boolean secondIgnoresCase) {
      this(parts[0], firstIgnoresCase, parts[1], secondIgnoresCase);
    }

    private static String[] split(Prefix parent, String child, boolean childIgnoresCase) {
      var base = parent.path();
      var eitherCase = parent.ignoreCase() || childIgnoresCase;
      if (child.regionMatches(eitherCase, 0, base, 0, base.length())) {
        return parent.ignoreCase()
            ? new String[] {"", child}
            : new String[] {base, child.substring(base.length())};
      }
      if (base.endsWith("/") && child.startsWith("/")) {
        return new String[] {base.substring(0, base.length() - 1), child};
      }
      var slash = base.endsWith("/") || child.startsWith("/") ? "" : "/";
      return new String[] {base + slash, child};
    }

    boolean isLiteral() {
      return firstIgnoresCase == secondIgnoresCase || !Re2.hasCase(first) || !Re2.hasCase(second);
    }

    boolean ignoreCase() {
      return Re2.hasCase(second)
          ? secondIgnoresCase
          : Re2.hasCase(first) ? firstIgnoresCase : secondIgnoresCase;
    }

    String literal() {
      return first + second;
    }

    String regex() {
      return part(first, firstIgnoresCase) + part(second, secondIgnoresCase);
    }

    private static String part(String text, boolean ignoreCase) {
      return ignoreCase ? Re2.literalIgnoringCase(text) : Re2.literal(text);
    }
  }
}
