package dev.isthmus.translate.route;

import java.util.Locale;

/**
 * A host, or all hosts that end alike: {@code *} for every host, {@code *.example.com}, {@code
 * *-bar.example.com} (API reference, 2.5: hosts). Case means nothing. As in Istio, {@code *} stands
 * for at least one character and may stand for several labels.
 *
 * @param wildcard whether it begins with {@code *}
 * @param rest the text after the {@code *}, or the whole host, in lower case
 */
public record HostPattern(boolean wildcard, String rest) {

  public static HostPattern of(String text) {
    var lower = text.toLowerCase(Locale.ROOT);
    return lower.startsWith("*")
        ? new HostPattern(true, lower.substring(1))
        : new HostPattern(false, lower);
  }

  /** {@code *}. */
  public boolean isAll() {
    return wildcard && rest.isEmpty();
  }

  /** Whether every host of the other is one of this. */
  public boolean covers(HostPattern other) {
    if (!wildcard) {
      return equals(other);
    }
    return other.rest.endsWith(rest) && (other.wildcard || other.rest.length() > rest.length());
  }

  /** Whether some host is one of both. */
  public boolean overlaps(HostPattern other) {
    return covers(other) || other.covers(this);
  }

  @Override
  public String toString() {
    return wildcard ? "*" + rest : rest;
  }
}
