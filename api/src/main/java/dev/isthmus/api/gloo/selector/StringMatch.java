package dev.isthmus.api.gloo.selector;

import static java.util.Objects.requireNonNull;

/**
 * A condition on a text. At most one of the four texts is set.
 *
 * @param exact the text is this, or empty
 * @param prefix it starts with this, or empty
 * @param regex all of it matches this RE2 expression, or empty
 * @param suffix it ends with this, or empty
 * @param ignoreCase letters of either case are equal; not for {@code regex}
 */
public record StringMatch(
    String exact, String prefix, String regex, String suffix, boolean ignoreCase) {

  public StringMatch {
    requireNonNull(exact, "exact");
    requireNonNull(prefix, "prefix");
    requireNonNull(regex, "regex");
    requireNonNull(suffix, "suffix");
  }
}
