package dev.isthmus.istio;

import org.jspecify.annotations.Nullable;

/**
 * One of three ways to match a text; none of them set means: is present.
 *
 * @see <a
 *     href="https://istio.io/latest/docs/reference/config/networking/virtual-service/#StringMatch">StringMatch</a>
 */
public record StringMatch(
    @Presence @Nullable String exact,
    @Presence @Nullable String prefix,
    @Presence @Nullable String regex) {

  public static StringMatch exact(String value) {
    return new StringMatch(value, null, null);
  }

  public static StringMatch prefix(String value) {
    return new StringMatch(null, value, null);
  }

  public static StringMatch regex(String value) {
    return new StringMatch(null, null, value);
  }

  /** Matches any value of a header or parameter that is there. */
  public static StringMatch present() {
    return new StringMatch(null, null, null);
  }
}
