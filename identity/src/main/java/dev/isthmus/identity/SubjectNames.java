package dev.isthmus.identity;

import java.util.List;

/**
 * Whom a certificate is for: the names of its subject alternative name extension. The subject
 * itself stays empty, as Istio's does, so that nothing but these names counts.
 *
 * @param uris URIs, such as SPIFFE ids
 * @param dnsNames host names, {@code *.} as the first label allowed
 * @param addresses IP addresses, in their usual notation
 */
public record SubjectNames(List<String> uris, List<String> dnsNames, List<String> addresses) {
  /**
   * Takes the names as they are.
   *
   * @throws IllegalArgumentException when there is no name at all
   */
  public SubjectNames {
    uris = List.copyOf(uris);
    dnsNames = List.copyOf(dnsNames);
    addresses = List.copyOf(addresses);
    if (uris.isEmpty() && dnsNames.isEmpty() && addresses.isEmpty()) {
      throw new IllegalArgumentException("a certificate without a name is for nobody");
    }
  }

  /** Names without addresses. */
  public SubjectNames(List<String> uris, List<String> dnsNames) {
    this(uris, dnsNames, List.of());
  }

  /** The one identity of a workload. */
  public static SubjectNames of(SpiffeId id) {
    return new SubjectNames(List.of(id.toString()), List.of());
  }

  /** The hosts of a server. */
  public static SubjectNames ofHosts(String... dnsNames) {
    return new SubjectNames(List.of(), List.of(dnsNames));
  }
}
