package dev.isthmus.api.gloo.networking;

import static java.util.Objects.requireNonNull;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * TLS of a listener. At most one of {@code secretName} and {@code files} is set.
 *
 * @param secretName the Secret in the gateway's namespace, or empty
 * @param files files in the gateway's pod
 * @param verifySubjectAltName accepted names of clients
 * @param parameters versions and cipher suites
 * @param mode what is done with TLS
 */
public record TlsConfig(
    String secretName,
    @Nullable TlsFiles files,
    List<String> verifySubjectAltName,
    @Nullable TlsParameters parameters,
    TlsMode mode) {

  public TlsConfig {
    requireNonNull(secretName, "secretName");
    verifySubjectAltName = List.copyOf(verifySubjectAltName);
    requireNonNull(mode, "mode");
  }
}
