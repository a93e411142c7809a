package dev.isthmus.translate.route;

import static org.assertj.core.api.Assertions.assertThat;

import dev.isthmus.translate.route.Conjunction.Both;
import dev.isthmus.translate.route.Conjunction.Neither;
import dev.isthmus.translate.route.PathMatch.Exact;
import dev.isthmus.translate.route.PathMatch.Prefix;
import dev.isthmus.translate.route.PathMatch.Regex;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class PathJoinTest {

  @ParameterizedTest
  @CsvSource({
    // parent, child, both
    "prefix /a,      prefix /b,      prefix /a/b",
    "prefix /a/,     prefix /b,      prefix /a/b",
    "prefix /a,      prefix b,       prefix /a/b",
    "prefix /a,      prefix /a/b,    prefix /a/b",
    "prefix /a,      prefix /a,      prefix /a",
    "prefix /a,      prefix /ab,     prefix /ab",
    "prefix /a/b,    prefix /a,      prefix /a/b/a",
    "prefix /a,      prefix /,       prefix /a",
    "prefix /,       prefix /b,      prefix /b",
    "prefix /a,      exact /b,       exact /a/b",
    "prefix /a,      exact /a/b,     exact /a/b",
    "prefix /,       exact /b,       exact /b",
    "prefix /a,      regex /[0-9]+,  regex /a(?:/[0-9]+)",
    "prefix /a/,     regex /[0-9]+,  regex /a(?:/[0-9]+)",
    "prefix /a,      regex /a/.*,    regex /a/.*",
    "prefix /a,      regex /a/x|/b,  regex /a/x|/a(?:/b)",
    "prefix /a.b,    regex /a\\.b/.*, regex /a\\.b/.*",
    "prefix /a.b,    regex /a.b/.*,  regex /a\\.b(?:/a.b/.*)",
    "prefix /,       regex .*png,    regex .*png",
    "exact /a,       prefix /a,      exact /a",
    "exact /a/b,     prefix /a,      exact /a/b",
    "exact /a,       exact /a,       exact /a",
    "exact /a,       regex /[a-c],   exact /a",
    "regex /[a-c],   exact /b,       exact /b",
    "regex /a/.*,    prefix /a,      regex /a/.*",
    "regex /[a-c],   prefix /,       regex /[a-c]",
    "regex .*,       prefix /b,      prefix /b",
    "regex /.*,      regex /b[0-9],  regex /b[0-9]",
    "regex /b[0-9],  regex .*,       regex /b[0-9]",
    "regex /b[0-9],  regex /b[0-9],  regex /b[0-9]",
    "iprefix /a,     prefix /A/b,    prefix /A/b",
    "prefix /a,      iprefix /A/b,   regex /a(?i:/b).*",
    "iprefix /a,     iprefix /b,     iprefix /a/b",
    "iprefix /a,     prefix /b,      regex (?i:/a)/b.*",
    "prefix /a,      iexact /b,      regex /a(?i:/b)",
    "prefix /1,      iprefix /b,     iprefix /1/b",
    "iprefix /a,     prefix /1,      iprefix /a/1",
    "iexact /A,      exact /a,       exact /a",
    "iexact /A,      prefix /a,      regex /a",
    "iexact /A/b,    prefix /a,      regex /a(?i:/b)",
    "exact /a,       iprefix /A,     exact /a",
  })
  void joins(String parent, String child, String both) {
    assertThat(PathJoin.of(path(parent), path(child))).isEqualTo(new Both<>(path(both)));
  }

  @ParameterizedTest
  @CsvSource({
    "exact /a,     prefix /b",
    "exact /a,     exact /b",
    "exact /a,     exact /A",
    "exact /a,     prefix /a/b",
    "exact /a,     regex /b",
    "regex /[a-c], exact /d",
    "regex /[a-c], prefix /a",
    "regex /[a-c], regex /[b-d]",
    "regex /[a-c], iexact /a",
    "exact /a,     prefix /A",
  })
  void refuses(String parent, String child) {
    assertThat(PathJoin.of(path(parent), path(child))).isInstanceOf(Neither.class);
  }

  @Test
  void refusesAnExpressionThatIsLongerThanIstioTakes() {
    var half = "/" + "a".repeat(600);
    assertThat(PathJoin.of(new Prefix(half, false), new Regex(half + "b?")))
        .isEqualTo(new Both<>(new Regex(half + "b?")));
    assertThat(PathJoin.of(new Prefix(half, false), new Regex("/c" + half.substring(2) + "b?")))
        .isInstanceOf(Neither.class);
  }

  private static PathMatch path(String text) {
    var kind = text.substring(0, text.indexOf(' '));
    var value = text.substring(text.indexOf(' ') + 1);
    return switch (kind) {
      case "exact" -> new Exact(value, false);
      case "iexact" -> new Exact(value, true);
      case "prefix" -> new Prefix(value, false);
      case "iprefix" -> new Prefix(value, true);
      case "regex" -> new Regex(value);
      default -> throw new IllegalArgumentException(text);
    };
  }
}
