package dev.isthmus.api.read;

import com.google.re2j.Pattern;
import com.google.re2j.PatternSyntaxException;
import java.net.InetAddress;

/**
 * The syntax of names: Kubernetes' objects and labels, DNS hosts, HTTP tokens. Written as loops:
 * labels are checked for every object that is read.
 */
final class Names {

  private static final int MAX_NAME = 253;
  private static final int MAX_LABEL = 63;

  private Names() {}

  /** A DNS subdomain in lower case, as Kubernetes wants for objects' names. */
  static boolean isObjectName(String text) {
    return isDotted(text, false);
  }

  /** An object's name with {@code *} for any text. */
  static boolean isGlob(String text) {
    if (text.isEmpty() || text.length() > MAX_NAME) {
      return false;
    }
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      if (!isLowerOrDigit(c) && c != '-' && c != '.' && c != '*') {
        return false;
      }
    }
    return true;
  }

  /** A full host name without wildcard; a last part of digits alone would be an IP address. */
  static boolean isHost(String text) {
    return isDotted(text, true) && !endsInDigits(text);
  }

  static boolean isWildHost(String text) {
    return text.equals("*") || isHost(text.startsWith("*.") ? text.substring(2) : text);
  }

  /** {@code [namespace/]host}; the namespace may be {@code *} or {@code .} as Istio has it. */
  static boolean isGatewayHost(String text) {
    int slash = text.indexOf('/');
    if (slash < 0) {
      return isWildHost(text);
    }
    String namespace = text.substring(0, slash);
    return (namespace.equals("*")
            || namespace.equals(".")
            || isLabelOfHost(namespace, 0, slash, false))
        && isWildHost(text.substring(slash + 1));
  }

  static boolean isAddress(String text) {
    return isHost(text) || isIpv4(text) || isIpv6(text);
  }

  private static boolean isIpv4(String text) {
    String[] parts = text.split("\\.", -1);
    if (parts.length != 4) {
      return false;
    }
    for (String part : parts) {
      boolean digits = part.matches("0|[1-9]\\d{0,2}");
      if (!digits || Integer.parseInt(part) > 255) {
        return false;
      }
    }
    return true;
  }

  private static boolean isIpv6(String text) {
    if (text.indexOf(':') < 0 || text.indexOf('%') >= 0 || text.indexOf('[') >= 0) {
      return false;
    }
    try {
      InetAddress.ofLiteral(text);
      return true;
    } catch (IllegalArgumentException e) {
      return false;
    }
  }

  static boolean isRegex(String text) {
    try {
      Pattern.compile(text);
      return true;
    } catch (PatternSyntaxException e) {
      return false;
    }
  }

  /** A header's name, or one of HTTP/2's with a colon. */
  static boolean isHeader(String text) {
    return isToken(text.startsWith(":") ? text.substring(1) : text);
  }

  /** An HTTP token (RFC 9110, 5.6.2). */
  static boolean isToken(String text) {
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      if (!isAlphanumeric(c) && "!#$%&'*+-.^_`|~".indexOf(c) < 0) {
        return false;
      }
    }
    return !text.isEmpty();
  }

  /** A label's key: {@code [prefix/]name}. */
  static boolean isLabelKey(String key) {
    int slash = key.indexOf('/');
    return slash < 0
        ? isQualified(key, 0)
        : isDotted(key.substring(0, slash), false) && isQualified(key, slash + 1);
  }

  /** A label's value; it may be empty. */
  static boolean isLabelValue(String value) {
    return value.isEmpty() || isQualified(value, 0);
  }

  private static boolean isQualified(String text, int from) {
    int length = text.length() - from;
    if (length < 1 || length > MAX_LABEL) {
      return false;
    }
    for (int i = from; i < text.length(); i++) {
      char c = text.charAt(i);
      if (!isAlphanumeric(c) && c != '-' && c != '_' && c != '.') {
        return false;
      }
    }
    return isAlphanumeric(text.charAt(from)) && isAlphanumeric(text.charAt(text.length() - 1));
  }

  private static boolean isDotted(String text, boolean upper) {
    if (text.isEmpty() || text.length() > MAX_NAME) {
      return false;
    }
    int start = 0;
    for (int i = 0; i <= text.length(); i++) {
      if (i == text.length() || text.charAt(i) == '.') {
        // Kubernetes bounds the whole name alone; DNS each part too.
        if (!isLabelOfHost(text, start, i, upper)) {
          return false;
        }
        start = i + 1;
      }
    }
    return true;
  }

  private static boolean isLabelOfHost(String text, int from, int to, boolean upper) {
    if (from == to || (upper && to - from > MAX_LABEL)) {
      return false;
    }
    for (int i = from; i < to; i++) {
      char c = text.charAt(i);
      boolean inside = c == '-' && i > from && i < to - 1;
      if (!isLowerOrDigit(c) && !(upper && c >= 'A' && c <= 'Z') && !inside) {
        return false;
      }
    }
    return true;
  }

  private static boolean endsInDigits(String text) {
    for (int i = text.lastIndexOf('.') + 1; i < text.length(); i++) {
      if (!Character.isDigit(text.charAt(i))) {
        return false;
      }
    }
    return true;
  }

  private static boolean isLowerOrDigit(char c) {
    return (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9');
  }

  private static boolean isAlphanumeric(char c) {
    return isLowerOrDigit(c) || (c >= 'A' && c <= 'Z');
  }
}
