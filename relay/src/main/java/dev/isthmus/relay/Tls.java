package dev.isthmus.relay;

import dev.isthmus.identity.Credential;
import dev.isthmus.identity.EnrolmentRefused;
import dev.isthmus.identity.Enrolments;
import dev.isthmus.identity.PeerId;
import io.grpc.netty.shaded.io.grpc.netty.GrpcSslContexts;
import io.grpc.netty.shaded.io.netty.handler.ssl.ClientAuth;
import io.grpc.netty.shaded.io.netty.handler.ssl.SslContext;
import io.grpc.netty.shaded.io.netty.handler.ssl.SslContextBuilder;
import io.grpc.netty.shaded.io.netty.handler.ssl.SslProvider;
import java.security.cert.CertificateException;
import java.security.cert.X509Certificate;
import java.time.InstantSource;
import java.util.Optional;
import javax.net.ssl.SSLException;

/** TLS 1.3 of both ends, by the JDK's own implementation: no native code. */
final class Tls {
  private Tls() {}

  /** A client without certificate gets through the handshake, for it may want to enrol. */
  static SslContext server(Enrolments enrolments, InstantSource clock) throws SSLException {
    PeerTrust trust =
        new PeerTrust(
            enrolments.root(),
            clock,
            certificate -> {
              try {
                enrolments.check(certificate);
              } catch (EnrolmentRefused e) {
                throw new CertificateException(e.getMessage(), e);
              }
            });
    return build(
        SslContextBuilder.forServer(new OwnKey(new ServerKey(enrolments, clock)))
            .trustManager(trust)
            .clientAuth(ClientAuth.OPTIONAL));
  }

  static SslContext client(
      X509Certificate root,
      String installation,
      Optional<Credential> credential,
      InstantSource clock)
      throws SSLException {
    PeerTrust trust =
        new PeerTrust(
            root,
            clock,
            certificate -> {
              if (!PeerId.of(certificate).equals(new PeerId.Server(installation))) {
                throw new CertificateException(
                    "the other end is not the server of " + installation);
              }
            });
    SslContextBuilder builder = SslContextBuilder.forClient().trustManager(trust);
    credential.ifPresent(own -> builder.keyManager(new OwnKey(() -> own)));
    return build(builder);
  }

  private static SslContext build(SslContextBuilder builder) throws SSLException {
    return GrpcSslContexts.configure(builder, SslProvider.JDK).protocols("TLSv1.3").build();
  }
}
