package dev.isthmus.envoy.cluster;

import dev.isthmus.envoy.proto.Protos;
import io.envoyproxy.envoy.config.cluster.v3.Cluster;
import io.envoyproxy.envoy.config.core.v3.Http1ProtocolOptions;
import io.envoyproxy.envoy.config.core.v3.Http2ProtocolOptions;
import io.envoyproxy.envoy.extensions.upstreams.http.v3.HttpProtocolOptions;
import org.jspecify.annotations.Nullable;

/** A cluster while it is made, with the HTTP options that are packed into it at the end. */
final class ClusterDraft {
  static final String HTTP_OPTIONS = "envoy.extensions.upstreams.http.v3.HttpProtocolOptions";

  final Cluster.Builder cluster;
  private HttpProtocolOptions.@Nullable Builder http;

  ClusterDraft(Cluster.Builder cluster) {
    this.cluster = cluster;
  }

  HttpProtocolOptions.Builder http() {
    if (http == null) {
      http = HttpProtocolOptions.newBuilder();
    }
    return http;
  }

  boolean isHttp2() {
    return http != null && http.getExplicitHttpConfig().hasHttp2ProtocolOptions();
  }

  /** HTTP/2, unless another choice was made before. */
  void useHttp2() {
    if (!http().hasExplicitHttpConfig() && !http().hasUseDownstreamProtocolConfig()) {
      http()
          .getExplicitHttpConfigBuilder()
          .setHttp2ProtocolOptions(Http2ProtocolOptions.getDefaultInstance());
    }
  }

  /** The version of HTTP that the caller used. */
  void useCallersProtocol() {
    http()
        .getUseDownstreamProtocolConfigBuilder()
        .setHttpProtocolOptions(Http1ProtocolOptions.getDefaultInstance())
        .setHttp2ProtocolOptions(Http2ProtocolOptions.getDefaultInstance());
  }

  Cluster build() {
    if (http != null) {
      if (!http.hasExplicitHttpConfig() && !http.hasUseDownstreamProtocolConfig()) {
        http.getExplicitHttpConfigBuilder()
            .setHttpProtocolOptions(Http1ProtocolOptions.getDefaultInstance());
      }
      cluster.putTypedExtensionProtocolOptions(HTTP_OPTIONS, Protos.any(http.build()));
    }
    return cluster.build();
  }
}
