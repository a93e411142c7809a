package dev.isthmus.translate.route;

import dev.isthmus.translate.route.Conjunction.Both;
import dev.isthmus.translate.route.Conjunction.Neither;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.BiFunction;
import org.jspecify.annotations.Nullable;

/**
 * A delegating route's matcher and a child route's matcher as one (API reference, 2.5, Delegation):
 * paths join, headers and parameters are united, method and port must agree. A request meets the
 * result if and only if it meets both, the child's path being read as {@link PathJoin} says.
 */
final class MatchConjunction {
  private final RequestMatch parent;
  private final RequestMatch child;

  /** The first thing that cannot be; null while all can. */
  private @Nullable String obstacle;

  private MatchConjunction(RequestMatch parent, RequestMatch child) {
    this.parent = parent;
    this.child = child;
  }

  static Conjunction<RequestMatch> of(RequestMatch parent, RequestMatch child) {
    if (parent.isAny()) {
      return new Both<>(child);
    }
    if (child.isAny()) {
      return new Both<>(parent);
    }
    return new MatchConjunction(parent, child).join();
  }

  private Conjunction<RequestMatch> join() {
    var path = path();
    var headers = unite("header", parent.headers(), child.headers(), ValueMatch::and);
    var without = unite("header", parent.withoutHeaders(), child.withoutHeaders(), ValueMatch::or);
    refuseOpposites(headers, without);
    var query =
        unite(
            "query parameter", parent.queryParameters(), child.queryParameters(), ValueMatch::and);
    var method = method();
    var port = port();
    return obstacle == null
        ? new Both<>(new RequestMatch(path, headers, without, query, method, port))
        : new Neither<>(obstacle);
  }

  private @Nullable PathMatch path() {
    if (parent.pathMatch() == null) {
      return child.pathMatch();
    }
    if (child.pathMatch() == null) {
      return parent.pathMatch();
    }
    return switch (PathJoin.of(parent.pathMatch(), child.pathMatch())) {
      case Both<PathMatch>(PathMatch joined) -> joined;
      case Neither<PathMatch>(String why) -> {
        fail(why);
        yield null;
      }
    };
  }

  private SortedMap<String, ValueMatch> unite(
      String what,
      SortedMap<String, ValueMatch> mine,
      SortedMap<String, ValueMatch> theirs,
      BiFunction<ValueMatch, ValueMatch, Conjunction<ValueMatch>> combine) {
    var united = new TreeMap<>(mine);
    theirs.forEach((name, condition) -> {
      var former = united.get(name);
      if (former == null) {
        united.put(name, condition);
        return;
      }
      switch (combine.apply(former, condition)) {
        case Both<ValueMatch>(ValueMatch both) -> united.put(name, both);
        case Neither<ValueMatch>(String why) -> fail(what + " " + name + ": " + why);
      }
    });
    return united;
  }

  /** A header that must be something and must not be that same thing: no request meets both. */
  private void refuseOpposites(
      SortedMap<String, ValueMatch> headers, SortedMap<String, ValueMatch> without) {
    headers.forEach((name, condition) -> {
      var excluded = without.get(name);
      if (excluded == null) {
        return;
      }
      var opposite =
          excluded instanceof ValueMatch.Present
              || excluded.equals(condition)
              || (condition instanceof ValueMatch.Exact(String value) && excluded.accepts(value));
      if (opposite) {
        fail(
            "header "
                + name
                + " must be "
                + condition.text()
                + " and must not be "
                + excluded.text());
      }
    });
  }

  private String method() {
    if (parent.method().isEmpty() || parent.method().equals(child.method())) {
      return child.method();
    }
    if (!child.method().isEmpty()) {
      fail("no method is both " + parent.method() + " and " + child.method());
    }
    return parent.method();
  }

  private int port() {
    if (parent.port() == 0 || parent.port() == child.port()) {
      return child.port();
    }
    if (child.port() != 0) {
      fail("no port is both " + parent.port() + " and " + child.port());
    }
    return parent.port();
  }

  private void fail(String why) {
    if (obstacle == null) {
      obstacle = why;
    }
  }
}
