package dev.isthmus.envoy;

import java.util.Comparator;
import java.util.Map;
import java.util.Optional;

/** Host names as Istio compares them: exact, or a wildcard, which begins with {@code *}. */
public final class HostName {
  /**
   * The more specific first: exact before wildcards, longer before shorter, then by the alphabet.
   */
  public static final Comparator<String> SPECIFIC_FIRST =
      Comparator.comparing(HostName::isWildcard)
          .thenComparing(Comparator.comparingInt(String::length).reversed())
          .thenComparing(Comparator.naturalOrder());

  private HostName() {}

  public static boolean isWildcard(String host) {
    return host.startsWith("*");
  }

  /** Whether some name is meant by both. */
  public static boolean overlap(String a, String b) {
    if (isWildcard(a) && isWildcard(b)) {
      String shorter = a.length() < b.length() ? a : b;
      String longer = a.length() < b.length() ? b : a;
      return longer.substring(1).endsWith(shorter.substring(1));
    }
    if (isWildcard(a)) {
      return b.endsWith(a.substring(1));
    }
    return isWildcard(b) ? a.endsWith(b.substring(1)) : a.equals(b);
  }

  /** Whether every name that {@code host} means is meant by {@code other} too. */
  public static boolean subsetOf(String host, String other) {
    if (isWildcard(host)) {
      return isWildcard(other)
          && host.length() >= other.length()
          && host.substring(1).endsWith(other.substring(1));
    }
    return isWildcard(other) ? host.endsWith(other.substring(1)) : host.equals(other);
  }

  /** The value of the most specific host of a map that a host falls under. */
  public static <V> Optional<V> mostSpecific(String host, Map<String, V> byHost) {
    V exact = byHost.get(host);
    if (exact != null) {
      return Optional.of(exact);
    }
    String name = isWildcard(host) ? host.substring(1) : host;
    return byHost.keySet().stream()
        .filter(HostName::isWildcard)
        .filter(candidate -> name.endsWith(candidate.substring(1)))
        .min(SPECIFIC_FIRST)
        .flatMap(best -> Optional.ofNullable(byHost.get(best)));
  }

  /** A name without a dot is a Service of the object's namespace. */
  public static String qualified(String host, String namespace, String domain) {
    return host.contains(".") || isWildcard(host)
        ? host
        : host + "." + namespace + ".svc." + domain;
  }
}
