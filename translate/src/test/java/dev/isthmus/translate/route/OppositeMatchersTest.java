package dev.isthmus.translate.route;

import static dev.isthmus.translate.route.Given.among;
import static dev.isthmus.translate.route.Given.delegate;
import static dev.isthmus.translate.route.Given.forwardTo;
import static dev.isthmus.translate.route.Given.table;
import static org.assertj.core.api.Assertions.assertThat;

import dev.isthmus.api.Finding;
import dev.isthmus.api.gloo.selector.HeaderMatcher;
import dev.isthmus.api.gloo.selector.HttpMatcher;
import java.util.List;
import org.junit.jupiter.api.Test;

/** A child's route that no request of its parent's can meet is left out, with a finding. */
class OppositeMatchersTest {

  @Test
  void aHeaderIsNotBothThereAndNotThere() {
    assertNever(header("x", "1"), not("x", "1"), "header x must be 1 and must not be 1");
    assertNever(header("x", "1"), not("x", ""), "header x must be ");
    assertNever(header("x", "12"), notLike("x", "[0-9]+"), "header x must be 12");
    assertSometimes(header("x", "1"), not("x", "2"));
    assertSometimes(header("x", "a"), notLike("x", "[0-9]+"));
    assertSometimes(header("x", ""), not("x", "1"));
    assertSometimes(header("x", "1"), not("y", "1"));
  }

  @Test
  void thereIsOneMethodAndOnePort() {
    assertNever(Given.method("GET"), Given.method("PUT"), "no method is both GET and PUT");
    assertNever(Given.port(80), Given.port(81), "no port is both 80 and 81");
    assertSometimes(Given.method("GET"), Given.method("GET"));
    assertSometimes(Given.port(80), Given.port(80));
    assertSometimes(Given.port(80), Given.method("GET"));
    assertThat(port(Given.port(80), Given.method("GET"))).isEqualTo(80);
    assertThat(port(Given.method("GET"), Given.port(80))).isEqualTo(80);
  }

  private static void assertNever(HttpMatcher parent, HttpMatcher child, String why) {
    var flattened = flatten(parent, child);
    assertThat(flattened.routes()).extracting(FlatRoute::name).doesNotContain("b-child");
    assertThat(flattened.findings()).extracting(Finding::what).anyMatch(what -> what.contains(why));
  }

  private static void assertSometimes(HttpMatcher parent, HttpMatcher child) {
    var flattened = flatten(parent, child);
    assertThat(flattened.routes()).extracting(FlatRoute::name).containsExactly("b-child");
    assertThat(flattened.findings()).isEmpty();
  }

  private static int port(HttpMatcher parent, HttpMatcher child) {
    return flatten(parent, child).routes().getFirst().matches().getFirst().port();
  }

  private static Flattened flatten(HttpMatcher parent, HttpMatcher child) {
    var childTable = table("child").labels("t", "c").route("b", forwardTo("b"), child).build();
    var root = table("root").hosts("x.com").route("a", delegate("t", "c"), parent).build();
    return Delegation.flatten(root, among(childTable));
  }

  private static HttpMatcher header(String name, String value) {
    return headers(new HeaderMatcher(name, value, false, false));
  }

  private static HttpMatcher not(String name, String value) {
    return headers(new HeaderMatcher(name, value, false, true));
  }

  private static HttpMatcher notLike(String name, String regex) {
    return headers(new HeaderMatcher(name, regex, true, true));
  }

  private static HttpMatcher headers(HeaderMatcher header) {
    return new HttpMatcher("", null, List.of(header), List.of(), "", 0);
  }
}
