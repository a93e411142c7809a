package dev.isthmus.translate.resolve;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class GlobTest {

  @ParameterizedTest
  @CsvSource({
    "*, '', true", "*, anything, true", "a*, a, true", "a*, ab, true", "a*, ba, false",
    "*a, ba, true", "a*c, abc, true", "a*c, abcd, false", "*b*b, abab, true", "ab, ab, true",
    "ab, abc, false", "a**b, ab, true"
  })
  void aStarStandsForAnyText(String pattern, String text, boolean matches) {
    assertThat(Glob.matches(pattern, text)).isEqualTo(matches);
  }
}
