package dev.isthmus.translate.route;

import java.util.ArrayList;
import java.util.List;
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

  /**
   * These hosts without those that another one of them covers, in their order: Istio refuses a
   * VirtualService whose hosts overlap (pkg/config/validation, "duplicate hosts").
   */
  public static List<String> distinct(List<String> hosts) {
    var kept = new ArrayList<String>(hosts.size());
    for (String host : hosts) {
      var pattern = HostPattern.of(host);
      if (kept.stream().noneMatch(other -> HostPattern.of(other).covers(pattern))) {
        kept.removeIf(other -> pattern.covers(HostPattern.of(other)));
        kept.add(host);
      }
    }
    return kept.size() == hosts.size() ? hosts : List.copyOf(kept);
  }

  @Override
  public String toString() {
    return wildcard ? "*" + rest : rest;
  }
}
