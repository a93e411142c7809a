package dev.isthmus.translate.route;

/** A condition on a request's path (without its query), as Envoy checks it. */
public sealed interface PathMatch {

  /** The whole path. */
  record Exact(String path, boolean ignoreCase) implements PathMatch {}

  /** How the path begins, by characters: {@code /a} is the beginning of {@code /ab}. */
  record Prefix(String path, boolean ignoreCase) implements PathMatch {}

  /** An RE2 expression for the whole path. */
  record Regex(String regex) implements PathMatch {}

  /** How messages name it. */
  default String text() {
    return switch (this) {
      case Exact(String path, boolean ignoreCase) -> "exact " + path + caseText(ignoreCase);
      case Prefix(String path, boolean ignoreCase) -> "prefix " + path + caseText(ignoreCase);
      case Regex(String regex) -> "regex " + regex;
    };
  }

  private static String caseText(boolean ignoreCase) {
    return ignoreCase ? " (in any case)" : "";
  }
}
