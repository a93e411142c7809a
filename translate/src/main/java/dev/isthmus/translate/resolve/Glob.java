package dev.isthmus.translate.resolve;

/** Names where {@code *} stands for any text, empty text too. */
public final class Glob {

  private Glob() {}

  /** Whether a name is a pattern and not exact. */
  public static boolean isPattern(String name) {
    return name.indexOf('*') >= 0;
  }

  /** Whether a text is of a pattern. Linear in the length of the text for each {@code *}. */
  public static boolean matches(String pattern, String text) {
    int p = 0;
    int t = 0;
    int star = -1;
    int resume = 0;
    while (t < text.length()) {
      if (p < pattern.length() && pattern.charAt(p) == '*') {
        star = p++;
        resume = t;
      } else if (p < pattern.length() && pattern.charAt(p) == text.charAt(t)) {
        p++;
        t++;
      } else if (star >= 0) {
        p = star + 1;
        t = ++resume;
      } else {
        return false;
      }
    }
    while (p < pattern.length() && pattern.charAt(p) == '*') {
      p++;
    }
    return p == pattern.length();
  }
}
