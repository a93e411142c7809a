package dev.isthmus.api.gloo.networking;

import static java.util.Objects.requireNonNull;

import java.util.List;

/**
 * Versions and cipher suites.
 *
 * @param minimumProtocolVersion the oldest version
 * @param maximumProtocolVersion the newest version
 * @param cipherSuites the suites, as Envoy names them; empty: Envoy's own
 */
public record TlsParameters(
    TlsVersion minimumProtocolVersion,
    TlsVersion maximumProtocolVersion,
    List<String> cipherSuites) {

  public TlsParameters {
    requireNonNull(minimumProtocolVersion, "minimumProtocolVersion");
    requireNonNull(maximumProtocolVersion, "maximumProtocolVersion");
    cipherSuites = List.copyOf(cipherSuites);
  }
}
