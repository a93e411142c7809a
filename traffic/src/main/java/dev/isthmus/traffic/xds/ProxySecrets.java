package dev.isthmus.traffic.xds;

import com.google.protobuf.ByteString;
import dev.isthmus.identity.Credential;
import io.envoyproxy.envoy.config.core.v3.DataSource;
import io.envoyproxy.envoy.extensions.transport_sockets.tls.v3.CertificateValidationContext;
import io.envoyproxy.envoy.extensions.transport_sockets.tls.v3.Secret;
import io.envoyproxy.envoy.extensions.transport_sockets.tls.v3.TlsCertificate;

/** Certificates as Envoy takes them. */
public final class ProxySecrets {
  private ProxySecrets() {}

  /** A key with its chain. */
  public static Secret certificate(String name, Credential credential) {
    return Secret.newBuilder()
        .setName(name)
        .setTlsCertificate(
            TlsCertificate.newBuilder()
                .setCertificateChain(inline(credential.chainPem()))
                .setPrivateKey(inline(credential.keyPem())))
        .build();
  }

  /** Whom to trust. */
  public static Secret roots(String name, String rootPem) {
    return Secret.newBuilder()
        .setName(name)
        .setValidationContext(
            CertificateValidationContext.newBuilder().setTrustedCa(inline(rootPem)))
        .build();
  }

  private static DataSource inline(String text) {
    return DataSource.newBuilder().setInlineBytes(ByteString.copyFromUtf8(text)).build();
  }
}
