package dev.isthmus.translate.route;

import com.google.re2j.Pattern;
import com.google.re2j.PatternSyntaxException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Regular expressions as Envoy takes them: RE2 syntax, always matched against the whole text. Istio
 * refuses expressions longer than {@value #MAX_LENGTH} characters (its validation of string
 * matches).
 */
final class Re2 {
  static final int MAX_LENGTH = 1024;

  private static final String META = "\\.+*?()|[]{}^$";

  private Re2() {}

  /** What is wrong with an expression, as a clause for a message; empty when Istio takes it. */
  static Optional<String> problem(String regex) {
    if (regex.isEmpty()) {
      return Optional.of("the expression is empty");
    }
    if (regex.length() > MAX_LENGTH) {
      return Optional.of(
          "the expression has " + regex.length() + " characters, Istio takes " + MAX_LENGTH);
    }
    try {
      Pattern.compile(regex);
      return Optional.empty();
    } catch (PatternSyntaxException e) {
      return Optional.of(e.getDescription() + ": " + e.getPattern());
    }
  }

  /** Whether a valid expression matches the whole text. */
  static boolean matches(String regex, String text) {
    return Pattern.matches(regex, text);
  }

  /** An expression that matches this text and nothing else. */
  static String literal(String text) {
    var quoted = new StringBuilder(text.length() + 8);
    for (var i = 0; i < text.length(); i++) {
      if (META.indexOf(text.charAt(i)) >= 0) {
        quoted.append('\\');
      }
      quoted.append(text.charAt(i));
    }
    return quoted.toString();
  }

  /** An expression that matches this text in any case. */
  static String literalIgnoringCase(String text) {
    return hasCase(text) ? "(?i:" + literal(text) + ")" : literal(text);
  }

  static boolean hasCase(String text) {
    return text.codePoints()
        .anyMatch(c -> Character.toLowerCase(c) != c || Character.toUpperCase(c) != c);
  }

  /**
   * The alternatives of a valid expression at its top level, without anchors at their ends (the
   * whole text is matched anyway). An expression that sets flags for its rest, {@code (?i)/a|/b},
   * is one alternative: its parts mean something else alone.
   */
  static List<String> alternatives(String regex) {
    if (setsFlags(regex)) {
      return List.of(regex);
    }
    var result = new ArrayList<String>();
    var depth = 0;
    var start = 0;
    for (var i = 0; i < regex.length(); i = afterAtom(regex, i)) {
      switch (regex.charAt(i)) {
        case '(' -> depth++;
        case ')' -> depth--;
        case '|' -> {
          if (depth == 0) {
            result.add(withoutAnchors(regex.substring(start, i)));
            start = i + 1;
          }
        }
        default -> {}
      }
    }
    result.add(withoutAnchors(regex.substring(start)));
    return List.copyOf(result);
  }

  /** Whether every text that this alternative matches begins with the literal text. */
  static boolean beginsWith(String alternative, String text, boolean ignoreCase) {
    if (setsFlags(alternative)) {
      return false;
    }
    var at = 0;
    for (var i = 0; i < text.length(); i++) {
      if (at >= alternative.length()) {
        return false;
      }
      var c = alternative.charAt(at);
      if (c == '\\' && at + 1 < alternative.length() && isPunctuation(alternative.charAt(at + 1))) {
        at++;
        c = alternative.charAt(at);
      } else if (META.indexOf(c) >= 0) {
        return false;
      }
      if (!same(c, text.charAt(i), ignoreCase)) {
        return false;
      }
      at++;
      if (at < alternative.length() && "*?{".indexOf(alternative.charAt(at)) >= 0) {
        return false; // the last character may be absent
      }
      if (at < alternative.length() && alternative.charAt(at) == '+' && i + 1 < text.length()) {
        return false; // it may be repeated where the text goes on
      }
    }
    return true;
  }

  private static boolean same(char a, char b, boolean ignoreCase) {
    return a == b || (ignoreCase && Character.toLowerCase(a) == Character.toLowerCase(b));
  }

  private static boolean isPunctuation(char c) {
    return c < 128 && !Character.isLetterOrDigit(c);
  }

  private static boolean setsFlags(String regex) {
    for (var i = 0; i < regex.length(); i = afterAtom(regex, i)) {
      if (regex.startsWith("(?", i) && !regex.startsWith("(?P", i) && !regex.startsWith("(?<", i)) {
        var colon = regex.indexOf(':', i);
        var close = regex.indexOf(')', i);
        if (colon < 0 || close < colon) {
          return true;
        }
      }
    }
    return false;
  }

  /** The index after the escape, quotation, class, or single character that begins here. */
  private static int afterAtom(String regex, int at) {
    return switch (regex.charAt(at)) {
      case '\\' -> {
        if (regex.startsWith("\\Q", at)) {
          var end = regex.indexOf("\\E", at + 2);
          yield end < 0 ? regex.length() : end + 2;
        }
        yield at + 2;
      }
      case '[' -> afterClass(regex, at);
      default -> at + 1;
    };
  }

  private static int afterClass(String regex, int at) {
    var i = at + 1;
    if (i < regex.length() && regex.charAt(i) == '^') {
      i++;
    }
    if (i < regex.length() && regex.charAt(i) == ']') {
      i++; // a bracket that comes first is a member
    }
    while (i < regex.length() && regex.charAt(i) != ']') {
      if (regex.startsWith("[:", i) && regex.indexOf(":]", i) > 0) {
        i = regex.indexOf(":]", i) + 2;
      } else {
        i += regex.charAt(i) == '\\' ? 2 : 1;
      }
    }
    return i + 1;
  }

  private static String withoutAnchors(String alternative) {
    var begin = alternative.startsWith("^") ? 1 : 0;
    var end = alternative.length();
    if (end > begin && alternative.charAt(end - 1) == '$' && !escapedAt(alternative, end - 1)) {
      end--;
    }
    return alternative.substring(begin, end);
  }

  private static boolean escapedAt(String text, int at) {
    var slashes = 0;
    while (at - slashes - 1 >= 0 && text.charAt(at - slashes - 1) == '\\') {
      slashes++;
    }
    return slashes % 2 == 1;
  }
}
