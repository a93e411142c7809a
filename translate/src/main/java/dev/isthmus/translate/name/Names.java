package dev.isthmus.translate.name;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.Locale;

/**
 * The names of generated objects: the text of a pattern, made fit for Kubernetes. The order of the
 * steps is the original's (labs 8, 9, 11): replace, shorten with a hash of the replaced text,
 * lower-case last, so that the hashed text keeps its capitals.
 */
public final class Names {

  /** The longest name, and the longest label value. */
  public static final int MAX_LENGTH = 63;

  private static final int PREFIX_LENGTH = 31;

  private static final ThreadLocal<MessageDigest> MD5 =
      ThreadLocal.withInitial(() -> {
        try {
          return MessageDigest.getInstance("MD5");
        } catch (NoSuchAlgorithmException e) {
          throw new IllegalStateException("every Java platform has MD5", e);
        }
      });

  private Names() {}

  /** The name for the text of a pattern. */
  public static String of(String pattern) {
    return shorten(sanitize(pattern)).toLowerCase(Locale.ROOT);
  }

  /**
   * The name that the younger of two objects gets when the pattern gives both the same: always with
   * its hash.
   */
  public static String ofYounger(String pattern, String identity) {
    String text = sanitize(pattern);
    String prefix = text.substring(0, Math.min(text.length(), PREFIX_LENGTH));
    return cut(prefix + "-" + md5(text + "-" + identity)).toLowerCase(Locale.ROOT);
  }

  /**
   * A label value as it may be written: a longer one is shortened as names are, but keeps its
   * characters.
   */
  public static String labelValue(String value) {
    return shorten(value);
  }

  /** The text with every character that a name cannot hold replaced or left out. */
  public static String sanitize(String text) {
    int length = text.length();
    StringBuilder out = null;
    for (int i = 0; i < length; i++) {
      char c = text.charAt(i);
      boolean replaced = isReplaced(c);
      if (out == null && (replaced || isDropped(c))) {
        out = new StringBuilder(length).append(text, 0, i);
      }
      if (out != null && !isDropped(c)) {
        out.append(replaced ? '-' : c);
      }
    }
    return out == null ? text : out.toString();
  }

  private static boolean isReplaced(char c) {
    return c == '*' || c == '/' || c == '.' || c == ':' || c == '_' || c == ' ' || c == '\t';
  }

  private static boolean isDropped(char c) {
    return switch (c) {
      case '[', ']', '(', ')', '{', '}', '<', '>', '"', '\'', '`', '\n', '\r' -> true;
      default -> false;
    };
  }

  private static String shorten(String text) {
    return text.length() <= MAX_LENGTH
        ? text
        : cut(text.substring(0, PREFIX_LENGTH) + "-" + md5(text));
  }

  private static String cut(String text) {
    return text.length() <= MAX_LENGTH ? text : text.substring(0, MAX_LENGTH);
  }

  private static String md5(String text) {
    return HexFormat.of().formatHex(MD5.get().digest(text.getBytes(StandardCharsets.UTF_8)));
  }
}
