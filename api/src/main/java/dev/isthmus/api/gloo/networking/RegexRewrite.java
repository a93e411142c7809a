package dev.isthmus.api.gloo.networking;

import static java.util.Objects.requireNonNull;

import org.jspecify.annotations.Nullable;

/**
 * A rewrite by a regular expression.
 *
 * @param pattern what is looked for
 * @param substitution what takes its place; {@code \1} is the first group
 */
public record RegexRewrite(@Nullable RegexPattern pattern, String substitution) {

  public RegexRewrite {
    requireNonNull(substitution, "substitution");
  }
}
