package dev.isthmus.envoy.cluster;

import com.google.protobuf.Duration;
import dev.isthmus.envoy.MeshSettings;
import dev.isthmus.envoy.proto.Protos;
import io.envoyproxy.envoy.config.cluster.v3.CircuitBreakers;
import io.envoyproxy.envoy.config.cluster.v3.Cluster;
import io.envoyproxy.envoy.config.core.v3.Http1ProtocolOptions;
import io.envoyproxy.envoy.config.core.v3.Http2ProtocolOptions;
import io.envoyproxy.envoy.extensions.upstreams.http.v3.HttpProtocolOptions;

/** The clusters for traffic to hosts that are not known: nowhere, or where it was going. */
final class FallbackClusters {
  private static final Duration IDLE = Duration.newBuilder().setSeconds(300).build();

  private FallbackClusters() {}

  static Cluster blackHole() {
    return Cluster.newBuilder()
        .setName(ClusterName.BLACK_HOLE)
        .setAltStatName(ClusterName.BLACK_HOLE + ";")
        .setType(Cluster.DiscoveryType.STATIC)
        .setConnectTimeout(MeshSettings.CONNECT_TIMEOUT)
        .build();
  }

  static Cluster passthrough() {
    HttpProtocolOptions.Builder http = HttpProtocolOptions.newBuilder();
    http.getCommonHttpProtocolOptionsBuilder().setIdleTimeout(IDLE);
    http.getUseDownstreamProtocolConfigBuilder()
        .setHttpProtocolOptions(Http1ProtocolOptions.getDefaultInstance())
        .setHttp2ProtocolOptions(Http2ProtocolOptions.getDefaultInstance());
    return Cluster.newBuilder()
        .setName(ClusterName.PASSTHROUGH)
        .setAltStatName(ClusterName.PASSTHROUGH + ";")
        .setType(Cluster.DiscoveryType.ORIGINAL_DST)
        .setConnectTimeout(MeshSettings.CONNECT_TIMEOUT)
        .setLbPolicy(Cluster.LbPolicy.CLUSTER_PROVIDED)
        .setCircuitBreakers(CircuitBreakers.newBuilder().addThresholds(ConnectionPools.unlimited()))
        .putTypedExtensionProtocolOptions(ClusterDraft.HTTP_OPTIONS, Protos.any(http.build()))
        .build();
  }

  static Cluster inboundPassthrough(String proxyAddress) {
    return passthrough().toBuilder()
        .setName(ClusterName.INBOUND_PASSTHROUGH)
        .setUpstreamBindConfig(InboundClusters.bind(proxyAddress))
        .build();
  }
}
