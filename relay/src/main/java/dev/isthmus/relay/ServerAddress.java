package dev.isthmus.relay;

import dev.isthmus.identity.Credential;
import io.grpc.ManagedChannel;
import io.grpc.netty.shaded.io.grpc.netty.NettyChannelBuilder;
import java.security.cert.X509Certificate;
import java.time.InstantSource;
import java.util.Optional;
import java.util.concurrent.Executor;
import java.util.concurrent.TimeUnit;
import javax.net.ssl.SSLException;

/**
 * Where the server is, and how it is known.
 *
 * @param host a name or address; it proves nothing
 * @param root the installation's root, from the agent's manifests
 * @param installation the installation's name
 */
public record ServerAddress(String host, int port, X509Certificate root, String installation) {
  ManagedChannel channel(
      Optional<Credential> credential, InstantSource clock, Limits limits, Executor executor) {
    try {
      return NettyChannelBuilder.forAddress(host, port)
          .sslContext(Tls.client(root, installation, credential, clock))
          .executor(executor)
          .maxInboundMessageSize(Limits.MAX_FRAME)
          .maxInboundMetadataSize(Limits.MAX_METADATA)
          .keepAliveTime(limits.ping().toMillis(), TimeUnit.MILLISECONDS)
          .keepAliveTimeout(limits.ping().toMillis() / 2, TimeUnit.MILLISECONDS)
          .disableRetry()
          .build();
    } catch (SSLException e) {
      throw new IllegalStateException("every JDK has TLS 1.3", e);
    }
  }
}
