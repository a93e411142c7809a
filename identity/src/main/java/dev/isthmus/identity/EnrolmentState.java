package dev.isthmus.identity;

import java.time.Instant;
import java.util.Comparator;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Predicate;
import java.util.stream.Stream;

/**
 * Who may enrol, who is enrolled, who is revoked: what an {@link EnrolmentStore} keeps. Immutable.
 *
 * @param tokens bootstrap tokens, by id
 * @param issued certificates that are not revoked, by serial in hex
 * @param revoked certificates that are, by serial in hex
 * @param cutOff per cluster the instant up to which all certificates are revoked but those of
 *     {@code issued}
 */
public record EnrolmentState(
    SortedMap<String, BootstrapToken.Stored> tokens,
    SortedMap<String, Issued> issued,
    SortedMap<String, Issued> revoked,
    SortedMap<String, Instant> cutOff) {

  /** Nobody is enrolled. */
  public static final EnrolmentState EMPTY =
      new EnrolmentState(new TreeMap<>(), new TreeMap<>(), new TreeMap<>(), new TreeMap<>());

  /** As many certificates of a name are remembered, the newest: an agent has two, or a few. */
  private static final int REMEMBERED = 8;

  /**
   * A certificate.
   *
   * @param cluster for whom
   * @param until its end
   */
  public record Issued(String cluster, Instant until) {}

  EnrolmentState with(BootstrapToken.Stored token) {
    return new EnrolmentState(put(tokens, token.id(), token), issued, revoked, cutOff);
  }

  EnrolmentState withIssued(String serial, Issued certificate) {
    SortedMap<String, Issued> more = put(issued, serial, certificate);
    while (of(more, certificate.cluster()).count() > REMEMBERED) {
      of(more, certificate.cluster())
          .filter(entry -> !entry.getKey().equals(serial))
          .min(Map.Entry.comparingByValue(Comparator.comparing(Issued::until)))
          .ifPresent(oldest -> more.remove(oldest.getKey()));
    }
    return new EnrolmentState(tokens, more, revoked, cutOff);
  }

  /** All certificates and tokens of a cluster's name are void, whether they are known or not. */
  EnrolmentState withoutCluster(String cluster, Instant now) {
    SortedMap<String, Issued> gone = new TreeMap<>(revoked);
    of(issued, cluster).forEach(entry -> gone.put(entry.getKey(), entry.getValue()));
    return new EnrolmentState(
        keep(tokens, token -> !token.cluster().equals(cluster) || token.used()),
        keep(issued, certificate -> !certificate.cluster().equals(cluster)),
        gone,
        put(cutOff, cluster, now));
  }

  EnrolmentState withRevoked(String serial, Issued certificate) {
    SortedMap<String, Issued> rest = new TreeMap<>(issued);
    rest.remove(serial);
    return new EnrolmentState(tokens, rest, put(revoked, serial, certificate), cutOff);
  }

  /** Without what time has made void. */
  EnrolmentState at(Instant now, Instant usedTokensUntil) {
    return new EnrolmentState(
        keep(tokens, token -> token.expires().isAfter(usedTokensUntil)),
        keep(issued, certificate -> certificate.until().isAfter(now)),
        keep(revoked, certificate -> certificate.until().isAfter(now)),
        cutOff);
  }

  /** Until when a cluster's name has a live certificate; none when it has none. */
  public Optional<Instant> certifiedUntil(String cluster, Instant now) {
    return of(issued, cluster)
        .map(entry -> entry.getValue().until())
        .filter(until -> until.isAfter(now))
        .max(Comparator.naturalOrder());
  }

  /** Until when a token of the cluster's name can still be used; none when there is none. */
  public Optional<Instant> enrollableUntil(String cluster, Instant now) {
    return tokens.values().stream()
        .filter(token -> token.cluster().equals(cluster) && !token.used())
        .map(BootstrapToken.Stored::expires)
        .filter(until -> until.isAfter(now))
        .max(Comparator.naturalOrder());
  }

  /** The names that have a live certificate, or a token that can still be used. */
  public SortedSet<String> names(Instant now) {
    SortedSet<String> names = new TreeSet<>();
    issued.values().forEach(certificate -> names.add(certificate.cluster()));
    tokens.values().forEach(token -> names.add(token.cluster()));
    names.removeIf(
        name -> certifiedUntil(name, now).isEmpty() && enrollableUntil(name, now).isEmpty());
    return names;
  }

  boolean isLive(String cluster, Instant now) {
    return certifiedUntil(cluster, now).isPresent();
  }

  /**
   * Whether a certificate is revoked.
   *
   * @param since when it was issued
   */
  boolean isRevoked(String serial, String cluster, Instant since) {
    if (revoked.containsKey(serial)) {
      return true;
    }
    Instant upTo = cutOff.get(cluster);
    return upTo != null && !issued.containsKey(serial) && !since.isAfter(upTo);
  }

  private static Stream<Map.Entry<String, Issued>> of(
      SortedMap<String, Issued> certificates, String cluster) {
    return certificates.entrySet().stream()
        .filter(entry -> entry.getValue().cluster().equals(cluster));
  }

  private static <V> SortedMap<String, V> put(SortedMap<String, V> map, String key, V value) {
    SortedMap<String, V> more = new TreeMap<>(map);
    more.put(key, value);
    return more;
  }

  private static <V> SortedMap<String, V> keep(SortedMap<String, V> map, Predicate<V> which) {
    SortedMap<String, V> fewer = new TreeMap<>(map);
    fewer.values().removeIf(which.negate());
    return fewer;
  }
}
