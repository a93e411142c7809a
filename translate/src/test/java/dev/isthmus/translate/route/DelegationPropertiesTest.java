package dev.isthmus.translate.route;

import static org.assertj.core.api.Assertions.assertThat;

import dev.isthmus.api.Labels;
import dev.isthmus.api.gloo.networking.RouteTable;
import dev.isthmus.api.gloo.networking.SortMethod;
import dev.isthmus.api.gloo.selector.HeaderMatcher;
import dev.isthmus.api.gloo.selector.HttpMatcher;
import dev.isthmus.api.gloo.selector.QueryParameterMatcher;
import dev.isthmus.api.gloo.selector.StringMatch;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.SplittableRandom;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** What holds of every delegation. The reference evaluator is {@link Request}. */
class DelegationPropertiesTest {
  private static final List<String> PATHS =
      List.of(
          "/", "/a", "/A", "/a/", "/a/b", "/a/B", "/A/b", "/b", "/ab", "/a/a", "/b/a", "/a/b/c",
          "/c", "/a1", "/a/a/b", "//");
  private static final List<String> EXPRESSIONS =
      List.of("/a.*", "/[ab]", ".*", "/.*", "/a/b|/c", "/b.*|/a/.*", "/a+");
  private static final List<String> NAMES = List.of("x", "y");
  private static final List<String> VALUES = List.of("1", "2", "12");
  private static final List<String> VALUE_EXPRESSIONS = List.of("1.*", "[12]", "12|2");

  /**
   * A request is taken by the child's route if and only if it meets the parent's matcher and the
   * child's.
   */
  @Test
  void matchesWhatParentAndChildMatch() {
    var combined = new int[1];
    var taken = new int[1];
    Random.cases(random -> {
      var parent = matcher(random);
      var child = matcher(random);
      var table = Given.table("c").labels("t", "c").route("r", Given.forwardTo("s"), child).build();
      var root =
          Given.table("p").hosts("x.com").route("d", Given.delegate("t", "c"), parent).build();
      var flat = Delegation.flatten(root, Given.among(table));
      var route = flat.routes().getFirst();
      if (route.replaced()) {
        assertContradiction(random, parent, child);
        return;
      }
      combined[0]++;
      var match = Matchers.of(route.matches(), Given.sidecars().scopes()).orElseThrow();
      for (var i = 0; i < 40; i++) {
        var request = request(random);
        var both = parentAndChild(parent, child, request);
        taken[0] += both ? 1 : 0;
        assertThat(match.isEmpty() || request.matches(match.getFirst()))
            .as("%s%nparent %s%nchild %s%nmatch %s", request, parent, child, match)
            .isEqualTo(both);
      }
    });
    assertThat(combined[0]).isPositive(); // the property was not vacuous
    assertThat(taken[0]).isPositive();
  }

  /**
   * What is refused is either met by no request, or by the nature of Istio's match inexpressible.
   */
  private static void assertContradiction(
      SplittableRandom random, HttpMatcher parent, HttpMatcher child) {
    if (inexpressible(parent, child)) {
      return;
    }
    for (var i = 0; i < 40; i++) {
      var request = request(random);
      assertThat(parentAndChild(parent, child, request))
          .as("%s%nparent %s%nchild %s", request, parent, child)
          .isFalse();
    }
  }

  /** Two regular expressions on one thing, or one beside a condition on case or on a beginning. */
  private static boolean inexpressible(HttpMatcher parent, HttpMatcher child) {
    var uris = parent.uri() != null && child.uri() != null && !parent.uri().regex().isEmpty();
    var headers =
        parent.headers().stream()
            .filter(HeaderMatcher::regex)
            .anyMatch(p ->
                child.headers().stream().anyMatch(c -> c.regex() && c.name().equals(p.name())));
    var query =
        parent.queryParameters().stream()
            .filter(QueryParameterMatcher::regex)
            .anyMatch(p ->
                child.queryParameters().stream()
                    .anyMatch(c -> c.regex() && c.name().equals(p.name())));
    var caseless =
        parent.uri() != null
            && child.uri() != null
            && parent.uri().ignoreCase()
            && !child.uri().regex().isEmpty();
    return uris || headers || query || caseless;
  }

  private static boolean parentAndChild(HttpMatcher parent, HttpMatcher child, Request request) {
    return request.matches(parent)
        && request.matchesBesidePath(child)
        && childPath(parent.uri(), child.uri(), request.path());
  }

  /** Under a parent's prefix a child's path that does not begin with it goes on from it. */
  private static boolean childPath(
      @Nullable StringMatch parent, @Nullable StringMatch child, String path) {
    if (parent == null || child == null || parent.prefix().isEmpty()) {
      return Request.matchesPath(child, path);
    }
    if (child.prefix().equals("/")) {
      return true;
    }
    if (!child.regex().isEmpty()) {
      return expressionUnder(parent, child.regex(), path);
    }
    var text = child.prefix() + child.exact();
    var anyCase = parent.ignoreCase() || child.ignoreCase();
    if (lower(text, anyCase).startsWith(lower(parent.prefix(), anyCase))) {
      return Request.matchesPath(child, path);
    }
    return Request.matchesPath(child, rest(parent.prefix(), path));
  }

  /** Each alternative by itself is absolute, or goes on from the parent's prefix. */
  private static boolean expressionUnder(StringMatch parent, String regex, String path) {
    for (var alternative : regex.split("\\|", -1)) {
      var begin = alternative.replace(".*", "").replaceAll("(.)\\+$", "$1");
      var absolute =
          parent.prefix().equals("/")
              || (!begin.contains("[")
                  && lower(begin, parent.ignoreCase())
                      .startsWith(lower(parent.prefix(), parent.ignoreCase())));
      var tried =
          absolute
              ? path
              : alternative.startsWith("/")
                  ? rest(parent.prefix(), path)
                  : path.substring(parent.prefix().length());
      if (com.google.re2j.Pattern.matches(alternative, tried)) {
        return true;
      }
    }
    return false;
  }

  /** What follows the prefix, which the path has, with its slash. */
  private static String rest(String prefix, String path) {
    return path.substring(prefix.endsWith("/") ? prefix.length() - 1 : prefix.length());
  }

  private static String lower(String text, boolean ignoreCase) {
    return ignoreCase ? text.toLowerCase(Locale.ROOT) : text;
  }

  /** The order in which tables are found does not matter, and nothing else does either. */
  @Test
  void dependsOnItsInputAlone() {
    Random.cases(random -> {
      var tables = tables(random);
      var root =
          Given.table("root")
              .hosts("x.com")
              .route("d", delegate(random), matcher(random))
              .route("e", delegate(random))
              .build();
      var expected = Delegation.flatten(root, Given.among(tables.toArray(RouteTable[]::new)));
      for (var i = 0; i < 3; i++) {
        Collections.shuffle(tables, new java.util.Random(random.nextLong()));
        assertThat(Delegation.flatten(root, Given.among(tables.toArray(RouteTable[]::new))))
            .isEqualTo(expected);
      }
    });
  }

  /** Names are unique, limits are kept, and a route that is not replaced does something. */
  @Test
  void keepsItsLimits() {
    var limits = new DelegationLimits(4, 40, 60);
    Random.cases(random -> {
      var tables = tables(random);
      var root =
          Given.table("root")
              .hosts("x.com")
              .route("d", delegate(random), matcher(random), matcher(random))
              .build();
      var flat = Delegation.flatten(root, Given.among(tables.toArray(RouteTable[]::new)), limits);
      assertThat(flat.routes().stream().map(FlatRoute::name)).doesNotHaveDuplicates();
      assertThat(flat.routes().stream().filter(route -> !route.replaced()).count())
          .isLessThanOrEqualTo(40);
      assertThat(flat.routes()).allMatch(route -> route.steps().size() <= 4);
      assertThat(
              flat.routes().stream()
                  .filter(route -> !route.replaced())
                  .mapToInt(r -> r.matches().size())
                  .sum())
          .isLessThanOrEqualTo(60);
      assertThat(flat.routes().stream().filter(FlatRoute::replaced))
          .allMatch(
              route -> route.route().action() instanceof dev.isthmus.api.gloo.networking.Delegate);
    });
  }

  private static List<RouteTable> tables(SplittableRandom random) {
    var result = new ArrayList<RouteTable>();
    var count = 1 + random.nextInt(6);
    for (var i = 0; i < count; i++) {
      var table =
          Given.table("t" + random.nextInt(4))
              .in("ns" + i)
              .labels("l", "" + random.nextInt(3))
              .weight(random.nextInt(3));
      if (Random.oneIn(random, 2)) {
        table.created("2024-01-0" + (1 + random.nextInt(3)) + "T00:00:00Z");
      }
      var routes = random.nextInt(4);
      for (var j = 0; j < routes; j++) {
        var name = Random.pick(random, List.of("", "r", "insecure-r", "s"));
        if (Random.oneIn(random, 3)) {
          table.route(name, delegate(random), matcher(random));
        } else {
          table.route(name, Labels.of("own", "" + j), Given.forwardTo("s"), matcher(random));
        }
      }
      result.add(table.build());
    }
    return result;
  }

  private static dev.isthmus.api.gloo.networking.Delegate delegate(SplittableRandom random) {
    var sort = Random.pick(random, List.of(SortMethod.values()));
    return Random.oneIn(random, 2)
        ? Given.delegateTo(sort, "t" + random.nextInt(4), "t" + random.nextInt(4))
        : Given.delegate("l", "" + random.nextInt(3));
  }

  private static HttpMatcher matcher(SplittableRandom random) {
    var uri = Random.oneIn(random, 4) ? null : uri(random);
    var headers = new ArrayList<HeaderMatcher>();
    var query = new ArrayList<QueryParameterMatcher>();
    for (var name : NAMES) {
      if (Random.oneIn(random, 3)) {
        var regex = Random.oneIn(random, 4);
        headers.add(new HeaderMatcher(name, value(random, regex), regex, Random.oneIn(random, 3)));
      }
      if (Random.oneIn(random, 5)) {
        var regex = Random.oneIn(random, 4);
        query.add(new QueryParameterMatcher(name, value(random, regex), regex));
      }
    }
    var method = Random.oneIn(random, 5) ? Random.pick(random, List.of("GET", "POST")) : "";
    var port = Random.oneIn(random, 6) ? 80 + random.nextInt(2) : 0;
    return new HttpMatcher("", uri, headers, query, method, port);
  }

  private static StringMatch uri(SplittableRandom random) {
    var ignoreCase = Random.oneIn(random, 3);
    var path = Random.pick(random, PATHS);
    return switch (random.nextInt(5)) {
      case 0 -> new StringMatch(path, "", "", "", ignoreCase);
      case 1 -> new StringMatch("", "", Random.pick(random, EXPRESSIONS), "", false);
      default -> new StringMatch("", path, "", "", ignoreCase);
    };
  }

  private static String value(SplittableRandom random, boolean regex) {
    if (regex) {
      return Random.pick(random, VALUE_EXPRESSIONS);
    }
    return Random.oneIn(random, 3) ? "" : Random.pick(random, VALUES);
  }

  private static Request request(SplittableRandom random) {
    var path = Random.pick(random, PATHS);
    if (Random.oneIn(random, 2)) {
      path = (path + Random.pick(random, PATHS)).replace("//", "/");
    }
    return new Request(
        path,
        values(random),
        values(random),
        Random.pick(random, List.of("GET", "POST", "PUT")),
        80 + random.nextInt(2));
  }

  private static Map<String, String> values(SplittableRandom random) {
    var result = new HashMap<String, String>();
    for (var name : NAMES) {
      if (!Random.oneIn(random, 3)) {
        result.put(name, Random.pick(random, VALUES));
      }
    }
    return result;
  }
}
