package dev.isthmus.api.gloo.networking;

import static java.util.Objects.requireNonNull;

/**
 * A regular expression.
 *
 * @param regex in RE2 syntax
 */
public record RegexPattern(String regex) {

  public RegexPattern {
    requireNonNull(regex, "regex");
  }
}
