package dev.isthmus.envoy.cluster;

import dev.isthmus.envoy.proto.Protos;
import dev.isthmus.istio.TrafficPolicy;
import io.envoyproxy.envoy.config.cluster.v3.Cluster;
import io.envoyproxy.envoy.config.core.v3.ProxyProtocolConfig;
import io.envoyproxy.envoy.config.core.v3.TransportSocket;
import io.envoyproxy.envoy.extensions.transport_sockets.proxy_protocol.v3.ProxyProtocolUpstreamTransport;
import io.envoyproxy.envoy.extensions.transport_sockets.raw_buffer.v3.RawBuffer;
import org.jspecify.annotations.Nullable;

/** Puts the PROXY protocol's header before whatever a cluster sends. */
final class ProxyProtocol {
  private static final TransportSocket PLAIN =
      TransportSocket.newBuilder()
          .setName("raw_buffer")
          .setTypedConfig(Protos.any(RawBuffer.getDefaultInstance()))
          .build();

  private ProxyProtocol() {}

  static void apply(Cluster.Builder cluster, TrafficPolicy.@Nullable ProxyProtocol settings) {
    if (settings == null) {
      return;
    }
    ProxyProtocolConfig config =
        ProxyProtocolConfig.newBuilder()
            .setVersion(
                switch (settings.version()) {
                  case V1 -> ProxyProtocolConfig.Version.V1;
                  case V2 -> ProxyProtocolConfig.Version.V2;
                })
            .build();
    if (cluster.getTransportSocketMatchesCount() == 0) {
      TransportSocket inner = cluster.hasTransportSocket() ? cluster.getTransportSocket() : PLAIN;
      cluster.setTransportSocket(wrap(inner, config));
    }
    cluster
        .getTransportSocketMatchesBuilderList()
        .forEach(match -> match.setTransportSocket(wrap(match.getTransportSocket(), config)));
  }

  private static TransportSocket wrap(TransportSocket inner, ProxyProtocolConfig config) {
    return TransportSocket.newBuilder()
        .setName("envoy.transport_sockets.upstream_proxy_protocol")
        .setTypedConfig(
            Protos.any(
                ProxyProtocolUpstreamTransport.newBuilder()
                    .setConfig(config)
                    .setTransportSocket(inner)
                    .build()))
        .build();
  }
}
