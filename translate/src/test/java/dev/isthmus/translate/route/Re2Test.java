package dev.isthmus.translate.route;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class Re2Test {

  @Test
  void splitsAtTheBarsOfTheTopLevel() {
    assertThat(Re2.alternatives("/a|/b|/c")).containsExactly("/a", "/b", "/c");
    assertThat(Re2.alternatives("/a(b|c)|/d")).containsExactly("/a(b|c)", "/d");
    assertThat(Re2.alternatives("/a(b|(c|d)|e)|/f")).containsExactly("/a(b|(c|d)|e)", "/f");
    assertThat(Re2.alternatives("/a")).containsExactly("/a");
  }

  /** An escape, a quotation or a class hides bars and brackets. */
  @ParameterizedTest
  @ValueSource(
      strings = {
        "/a\\|b",
        "/a[|]b",
        "/a[^|]b",
        "/a[]|]b",
        "/a[^]|]b",
        "/a[\\]|]b",
        "/a[[:alpha:]|]b",
        "/a\\Q|\\Eb",
        "/a\\Q|b",
        "(?:/a|b)",
        "(?i:/a|b)"
      })
  void doesNotSplitWithin(String regex) {
    assertThat(Re2.alternatives(regex)).containsExactly(regex);
    assertThat(Re2.alternatives(regex.endsWith("|b") ? "/x|" + regex : regex + "|/x")).hasSize(2);
  }

  @Test
  void bracketsThatAreHiddenOpenNothing() {
    assertThat(Re2.alternatives("/\\(a|b")).containsExactly("/\\(a", "b");
    assertThat(Re2.alternatives("/[(]a|b")).containsExactly("/[(]a", "b");
    assertThat(Re2.alternatives("/\\Q(\\Ea|b")).containsExactly("/\\Q(\\Ea", "b");
  }

  /** The whole text is matched: anchors at the ends say nothing. */
  @Test
  void leavesOutAnchorsAtTheEnds() {
    assertThat(Re2.alternatives("^/a$|^/b$")).containsExactly("/a", "/b");
    assertThat(Re2.alternatives("^$")).containsExactly("");
    assertThat(Re2.alternatives("^")).containsExactly("");
    assertThat(Re2.alternatives("/a\\$")).containsExactly("/a\\$");
    assertThat(Re2.alternatives("/a\\\\$")).containsExactly("/a\\\\");
    assertThat(Re2.alternatives("\\$")).containsExactly("\\$");
    assertThat(Re2.alternatives("/a$b")).containsExactly("/a$b");
  }

  @ParameterizedTest
  @ValueSource(strings = {"(?i)/a|/b", "/a(?s)|/b", "(?i)/a(?:b)|/c"})
  void doesNotSplitWhereFlagsHoldForTheRest(String regex) {
    assertThat(Re2.alternatives(regex)).isEqualTo(List.of(regex));
    assertThat(Re2.beginsWith(regex, "/a", true)).isFalse();
  }

  @ParameterizedTest
  @ValueSource(strings = {"(?P<name>/a)|/b", "(?<name>/a)|/b", "(?:/a)|/b", "(?i:/a)|/b"})
  void groupsSetNoFlagsForTheRest(String regex) {
    assertThat(Re2.alternatives(regex)).hasSize(2).last().isEqualTo("/b");
  }

  @ParameterizedTest
  @CsvSource({
    "/api/v1, /api, true",
    "/api, /api, true",
    "/ap, /api, false",
    "'', /api, false",
    "/API, /api, false",
    "/axi, /api, false",
    "/ap.*, /api, false",
    "/a.i, /api, false",
    "[/]api, /api, false",
    "/api?, /api, false",
    "/api*, /api, false",
    "'/api{0,2}', /api, false",
    "/api+, /api, true",
    "/ap+i, /api, false",
    "/api.*, /api, true",
    "/a\\.b/c, /a.b, true",
    "/a.b/c, /a.b, false",
    "/a\\db, /adb, false",
    "/a\\, /a\\, false",
    "/a~b, /a~b, true"
  })
  void knowsWhatATextBeginsWith(String alternative, String text, boolean begins) {
    assertThat(Re2.beginsWith(alternative, text, false)).isEqualTo(begins);
  }

  @Test
  void mayIgnoreCase() {
    assertThat(Re2.beginsWith("/API/v1", "/api", true)).isTrue();
    assertThat(Re2.beginsWith("/APX/v1", "/api", true)).isFalse();
  }

  @Test
  void quotesWhatMeansSomething() {
    assertThat(Re2.literal("/a.b*c\\d")).isEqualTo("/a\\.b\\*c\\\\d");
    assertThat(Re2.matches(Re2.literal("\\.+*?()|[]{}^$"), "\\.+*?()|[]{}^$")).isTrue();
    assertThat(Re2.literalIgnoringCase("/1.2")).isEqualTo("/1\\.2");
    assertThat(Re2.literalIgnoringCase("/a.b")).isEqualTo("(?i:/a\\.b)");
  }

  @Test
  void saysWhatIstioWouldRefuse() {
    assertThat(Re2.problem("/a.*")).isEmpty();
    assertThat(Re2.problem("")).hasValue("the expression is empty");
    assertThat(Re2.problem("x".repeat(Re2.MAX_LENGTH))).isEmpty();
    assertThat(Re2.problem("x".repeat(Re2.MAX_LENGTH + 1)))
        .hasValue("the expression has 1025 characters, Istio takes 1024");
    assertThat(Re2.problem("/a(b")).hasValueSatisfying(why -> assertThat(why).contains("/a(b"));
  }
}
