package dev.isthmus.api.gloo.networking;

import static java.util.Objects.requireNonNull;

/**
 * Paths of files in the gateway's pod.
 *
 * @param serverCert the server's certificate
 * @param privateKey its key
 * @param caCerts certificates that verify clients
 */
public record TlsFiles(String serverCert, String privateKey, String caCerts) {

  public TlsFiles {
    requireNonNull(serverCert, "serverCert");
    requireNonNull(privateKey, "privateKey");
    requireNonNull(caCerts, "caCerts");
  }
}
