package dev.isthmus.translate.route;

import static dev.isthmus.translate.route.Given.among;
import static dev.isthmus.translate.route.Given.delegate;
import static dev.isthmus.translate.route.Given.delegateTo;
import static dev.isthmus.translate.route.Given.exact;
import static dev.isthmus.translate.route.Given.forwardTo;
import static dev.isthmus.translate.route.Given.prefix;
import static dev.isthmus.translate.route.Given.regex;
import static dev.isthmus.translate.route.Given.table;
import static org.assertj.core.api.Assertions.assertThat;

import dev.isthmus.api.Finding;
import dev.isthmus.api.Labels;
import dev.isthmus.api.Reason;
import dev.isthmus.api.gloo.networking.RouteTable;
import dev.isthmus.api.gloo.networking.SortMethod;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

class DelegationTest {

  @Test
  void putsChildRoutesInTheParentsPlace() {
    var child = table("child").labels("t", "c").route("b", forwardTo("b"), prefix("/b")).build();
    var root =
        table("root")
            .hosts("x.com")
            .route("first", forwardTo("f"), exact("/first"))
            .route("a", delegate("t", "c"), prefix("/a"))
            .route("last", forwardTo("l"))
            .build();

    assertThat(show(Delegation.flatten(root, among(child, root))))
        .containsExactly("first-root [exact /first]", "b-child [prefix /a/b]", "last-root []");
  }

  /** The example of the public documentation on matcher inheritance. */
  @Test
  void combinesEveryMatcherOfParentAndChild() {
    var child =
        table("child")
            .labels("table", "child-a")
            .route("foo", forwardTo("app-1"), prefix("/foo"), prefix("/bar"))
            .build();
    var root =
        table("parent")
            .hosts("www.example.com")
            .route(
                "product", delegate("table", "child-a"), prefix("/product-1"), prefix("/product-2"))
            .build();

    assertThat(show(Delegation.flatten(root, among(child))))
        .containsExactly(
            "foo-child [prefix /product-1/foo, prefix /product-1/bar, prefix /product-2/foo, prefix /product-2/bar]");
  }

  @Test
  void sortsTablesByWeightThenSelectorThenAge() {
    var young = child("young").created("2024-01-02T00:00:00Z").build();
    var old = child("old").created("2024-01-01T00:00:00Z").build();
    var heavy = child("heavy").weight(5).created("2024-01-03T00:00:00Z").build();
    var light = child("light").weight(-1).created("2023-01-01T00:00:00Z").build();
    var root = table("root").hosts("x.com").route("r", delegate("t", "c")).build();

    assertThat(names(Delegation.flatten(root, among(young, old, heavy, light))))
        .containsExactly("r-heavy", "r-old", "r-young", "r-light");
    var listed =
        table("root")
            .hosts("x.com")
            .route("r", delegateTo(SortMethod.TABLE_WEIGHT, "light", "young", "old", "young"))
            .build();
    assertThat(names(Delegation.flatten(listed, among(old, young, light))))
        .containsExactly("r-young", "r-old", "r-light");
  }

  /** The example of the API documentation of SortMethod. */
  @Test
  void sortsRoutesBySpecificity() {
    var a =
        table("a")
            .weight(1)
            .route("1", forwardTo("s"), prefix("/foo"))
            .route("2", forwardTo("s"), prefix("/foo/more/specific"))
            .route("3", forwardTo("s"), prefix("/foo/even/more/specific"))
            .route("4", forwardTo("s"), exact("/foo/exact"))
            .route("5", forwardTo("s"), exact("/foo/another/exact"))
            .route("6", forwardTo("s"), regex("/foo/*"))
            .route("7", forwardTo("s"), regex("/fooo/*"))
            .build();
    var b =
        table("b")
            .weight(2)
            .route("1", forwardTo("s"), prefix("/bar"))
            .route("2", forwardTo("s"), prefix("/bar/more/specific"))
            .route("3", forwardTo("s"), prefix("/bar/even/more/specific"))
            .route("4", forwardTo("s"), exact("/bar/exact"))
            .route("5", forwardTo("s"), regex("/bar/*"))
            .build();
    var root =
        table("root")
            .hosts("x.com")
            .route("r", delegateTo(SortMethod.ROUTE_SPECIFICITY, "a", "b"))
            .build();

    assertThat(show(Delegation.flatten(root, among(a, b))))
        .containsExactly(
            "5-a [exact /foo/another/exact]",
            "4-b [exact /bar/exact]",
            "4-a [exact /foo/exact]",
            "5-b [regex /bar/*]",
            "6-a [regex /foo/*]",
            "7-a [regex /fooo/*]",
            "3-b [prefix /bar/even/more/specific]",
            "3-a [prefix /foo/even/more/specific]",
            "2-b [prefix /bar/more/specific]",
            "2-a [prefix /foo/more/specific]",
            "1-b [prefix /bar]",
            "1-a [prefix /foo]");
  }

  @Test
  void countsARouteByItsMostSpecificMatcher() {
    var a = table("a").route("both", forwardTo("s"), prefix("/"), exact("/x")).build();
    var b = table("b").weight(1).route("regex", forwardTo("s"), regex("/y+")).build();
    var root =
        table("root")
            .hosts("x.com")
            .route("r", delegateTo(SortMethod.ROUTE_SPECIFICITY, "a", "b"))
            .build();
    assertThat(names(Delegation.flatten(root, among(a, b)))).containsExactly("both-a", "regex-b");
  }

  @Test
  void unitesLabels() {
    var child =
        table("child")
            .labels("t", "c", "k", "child table")
            .route("r", Labels.of("own", "1"), forwardTo("s"))
            .build();
    var root =
        table("root")
            .hosts("x.com")
            .labels("k", "root table", "root", "1")
            .route("d", Labels.of("k", "root route", "route", "1"), delegate("t", "c"))
            .build();
    assertThat(Delegation.flatten(root, among(child)).routes())
        .singleElement()
        .satisfies(route ->
            assertThat(route.labels())
                .isEqualTo(
                    Labels.of(
                        "t", "c", "k", "child table", "own", "1", "root", "1", "route", "1")));
  }

  @Test
  void answers500BehindTheChildrenThatAreLeft() {
    var good = child("good").build();
    var bad = table("bad").labels("t", "c").route("r", forwardTo("s"), exact("/elsewhere")).build();
    var root = table("root").hosts("x.com").route("d", delegate("t", "c"), exact("/here")).build();

    var flat = Delegation.flatten(root, among(bad, good));
    assertThat(show(flat)).containsExactly("r-good [exact /here]", "d-root [exact /here] 500");
    assertThat(flat.findings())
        .extracting(finding ->
            finding.reason() + " " + finding.object().key().name() + " " + finding.field())
        .containsExactlyInAnyOrder(
            "DelegateConflict root http[0]", "DelegateConflict bad http[0].matchers");
  }

  @Test
  void keepsTheMatchersThatAgree() {
    var child =
        table("child").labels("t", "c").route("r", forwardTo("s"), Given.method("GET")).build();
    var root =
        table("root")
            .hosts("x.com")
            .route("d", delegate("t", "c"), Given.method("GET"), Given.method("POST"))
            .build();
    var flat = Delegation.flatten(root, among(child));
    assertThat(flat.findings()).isEmpty();
    assertThat(flat.routes()).singleElement().satisfies(r -> assertThat(r.matches()).hasSize(1));
  }

  @Test
  void findsCycles() {
    var a = table("a").labels("t", "a").route("to-b", delegate("t", "b"), prefix("/b")).build();
    var b =
        table("b")
            .labels("t", "b")
            .route("to-a", delegate("t", "a"), prefix("/a"))
            .route("leaf", forwardTo("s"), prefix("/leaf"))
            .build();
    var root = table("root").hosts("x.com").route("d", delegate("t", "a")).build();

    var flat = Delegation.flatten(root, among(a, b));
    assertThat(show(flat)).containsExactly("to-a-b [prefix /b/a] 500", "leaf-b [prefix /b/leaf]");
    assertThat(reasons(flat)).containsExactly(Reason.DELEGATION_CYCLE);
    assertThat(flat.findings().getFirst().object()).isEqualTo(b.ref());
  }

  @Test
  void findsATableThatSelectsItself() {
    var self = child("self").route("again", delegate("t", "c")).build();
    var root = table("root").hosts("x.com").route("d", delegate("t", "c")).build();
    assertThat(show(Delegation.flatten(root, among(self))))
        .containsExactly("r-self []", "again-self [] 500");
  }

  @Test
  void doesNotDelegateToRoots() {
    var other = child("other").hosts("y.com").build();
    var root = table("root").hosts("x.com").route("d", delegate("t", "c"), prefix("/a")).build();
    var flat = Delegation.flatten(root, among(other));
    assertThat(flat.routes()).isEmpty();
    assertThat(reasons(flat)).containsExactly(Reason.DELEGATE_NOT_FOUND);
  }

  @Test
  void reportsWhatOnlyARootMayHave() {
    var child = child("child").gateway("gw").build();
    var root = table("root").hosts("x.com").route("d", delegate("t", "c")).build();
    var flat = Delegation.flatten(root, among(child));
    assertThat(names(flat)).containsExactly("r-child");
    assertThat(flat.findings())
        .singleElement()
        .satisfies(finding -> {
          assertThat(finding.reason()).isEqualTo(Reason.DELEGATE_INVALID);
          assertThat(finding.field()).isEqualTo("virtualGateways");
        });
  }

  /** Without its bad matcher the route would take every request. */
  @Test
  void leavesOutARouteWithoutAReadableMatcher() {
    var root = table("root").hosts("x.com").route("r", forwardTo("s"), regex("(")).build();
    var flat = Delegation.flatten(root, among());
    assertThat(flat.routes()).isEmpty();
    assertThat(reasons(flat)).containsExactly(Reason.INVALID_VALUE);
  }

  @Test
  void namesRoutes() {
    var root =
        table("t")
            .hosts("x.com")
            .route("insecure-a", forwardTo("s"))
            .route("a", forwardTo("s"))
            .route("", forwardTo("s"))
            .route("a", forwardTo("s"))
            .route("duplicate-a-1", forwardTo("s"))
            .route("insecure-", forwardTo("s"))
            .build();
    assertThat(names(Delegation.flatten(root, among())))
        .containsExactly(
            "a-t", "duplicate-a-2-t", "2-t", "duplicate-a-3-t", "duplicate-a-1-t", "5-t");
  }

  @Test
  void makesNamesOfDelegatedRoutesUnique() {
    var here = child("child").in("here").build();
    var there = child("child").in("there").build();
    var only = table("only").labels("t", "d").route("r", forwardTo("s")).build();
    var root =
        table("root")
            .hosts("x.com")
            .route("one", delegate("t", "c"))
            .route("two", delegate("t", "c"))
            .route("three", delegate("t", "d"))
            .build();
    assertThat(names(Delegation.flatten(root, among(here, there, only))))
        .containsExactly(
            "r-child-one-root",
            "r-child-one-root-2",
            "r-child-two-root",
            "r-child-two-root-2",
            "r-only");
  }

  @Test
  void stopsAtTheDepthLimit() {
    var tables = new ArrayList<RouteTable>();
    for (var i = 0; i < 40; i++) {
      tables.add(
          table("t" + i).labels("t", "" + i).route("d", delegate("t", "" + (i + 1))).build());
    }
    var root = table("root").hosts("x.com").route("d", delegate("t", "0"), prefix("/a")).build();
    var flat = Delegation.flatten(root, among(tables.toArray(RouteTable[]::new)));
    assertThat(show(flat)).containsExactly("d-t30 [prefix /a] 500");
    assertThat(flat.findings())
        .singleElement()
        .satisfies(finding -> {
          assertThat(finding.reason()).isEqualTo(Reason.DELEGATION_TOO_LARGE);
          assertThat(finding.what()).contains("32");
          assertThat(finding.object()).isEqualTo(tables.get(30).ref());
        });
  }

  /** Each table delegates to the next twice: 2^30 routes if nothing stopped it. */
  @Test
  void stopsAtTheLimitOfRoutes() {
    var tables = new ArrayList<RouteTable>();
    for (var i = 0; i < 30; i++) {
      var next = delegate("t", "" + (i + 1));
      tables.add(table("t" + i).labels("t", "" + i).route("a", next).route("b", next).build());
    }
    tables.add(table("t30").labels("t", "30").route("leaf", forwardTo("s")).build());
    var root = table("root").hosts("x.com").route("d", delegate("t", "0")).build();
    var flat = Delegation.flatten(root, among(tables.toArray(RouteTable[]::new)));
    assertThat(flat.routes()).hasSizeLessThanOrEqualTo(10_000);
    assertThat(reasons(flat))
        .contains(Reason.DELEGATION_TOO_LARGE)
        .doesNotContain(Reason.DELEGATION_CYCLE);
    assertThat(flat.findings().getFirst().what()).contains("10000");
  }

  @Test
  void stopsAtTheLimitOfMatchers() {
    var child = table("child").labels("t", "c");
    var root = table("root").hosts("x.com");
    var many = new ArrayList<dev.isthmus.api.gloo.selector.HttpMatcher>();
    for (var i = 0; i < 101; i++) {
      many.add(prefix("/" + i));
    }
    var matchers = many.toArray(dev.isthmus.api.gloo.selector.HttpMatcher[]::new);
    child.route("big", forwardTo("s"), matchers).route("small", forwardTo("s"), prefix("/x"));
    root.route("d", delegate("t", "c"), matchers);
    var flat = Delegation.flatten(root.build(), among(child.build()));
    assertThat(names(flat)).containsExactly("small-child", "d-root");
    assertThat(flat.routes().getLast().replaced()).isTrue();
    assertThat(reasons(flat)).containsExactly(Reason.DELEGATION_TOO_LARGE);
  }

  private static Given.Table child(String name) {
    return table(name).labels("t", "c").route("r", forwardTo("s"));
  }

  private static List<String> names(Flattened flat) {
    return flat.routes().stream().map(FlatRoute::name).toList();
  }

  private static List<Reason> reasons(Flattened flat) {
    return flat.findings().stream().map(Finding::reason).distinct().toList();
  }

  private static List<String> show(Flattened flat) {
    return flat.routes().stream()
        .map(route ->
            route.name()
                + route.matches().stream()
                    .map(match -> match.path().map(PathMatch::text).orElse("any"))
                    .collect(Collectors.joining(", ", " [", "]"))
                + (route.replaced() ? " 500" : ""))
        .toList();
  }
}
