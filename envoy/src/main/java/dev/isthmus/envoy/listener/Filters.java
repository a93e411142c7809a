package dev.isthmus.envoy.listener;

import dev.isthmus.envoy.proto.Protos;
import io.envoyproxy.envoy.config.listener.v3.Filter;
import io.envoyproxy.envoy.config.listener.v3.ListenerFilter;
import io.envoyproxy.envoy.extensions.filters.listener.http_inspector.v3.HttpInspector;
import io.envoyproxy.envoy.extensions.filters.listener.original_dst.v3.OriginalDst;
import io.envoyproxy.envoy.extensions.filters.listener.tls_inspector.v3.TlsInspector;
import io.envoyproxy.envoy.extensions.filters.network.http_connection_manager.v3.HttpConnectionManager;
import io.envoyproxy.envoy.extensions.filters.network.tcp_proxy.v3.TcpProxy;
import java.util.List;

/** Filters that many listeners have. */
final class Filters {
  static final ListenerFilter ORIGINAL_DESTINATION =
      ListenerFilter.newBuilder()
          .setName("envoy.filters.listener.original_dst")
          .setTypedConfig(Protos.any(OriginalDst.getDefaultInstance()))
          .build();
  static final ListenerFilter TLS_INSPECTOR =
      ListenerFilter.newBuilder()
          .setName("envoy.filters.listener.tls_inspector")
          .setTypedConfig(
              Protos.any(
                  TlsInspector.newBuilder().setInitialReadBufferSize(Protos.uint32(512)).build()))
          .build();
  static final ListenerFilter HTTP_INSPECTOR =
      ListenerFilter.newBuilder()
          .setName("envoy.filters.listener.http_inspector")
          .setTypedConfig(Protos.any(HttpInspector.getDefaultInstance()))
          .build();

  /** What the HTTP inspector makes of plain HTTP. */
  static final List<String> PLAIN_HTTP = List.of("http/1.1", "h2c");

  /** What mutual TLS of sidecars announces. */
  static final List<String> MUTUAL_TLS =
      List.of("istio", "istio-peer-exchange", "istio-http/1.0", "istio-http/1.1", "istio-h2");

  static final List<String> MUTUAL_TLS_HTTP =
      List.of("istio-http/1.0", "istio-http/1.1", "istio-h2");
  static final List<String> MUTUAL_TLS_TCP = List.of("istio-peer-exchange", "istio");

  static final String PLAIN = "raw_buffer";
  static final String TLS = "tls";

  private Filters() {}

  static Filter tcp(TcpProxy proxy) {
    return Filter.newBuilder()
        .setName("envoy.filters.network.tcp_proxy")
        .setTypedConfig(Protos.any(proxy))
        .build();
  }

  static Filter tcp(String cluster) {
    return tcp(TcpProxy.newBuilder().setCluster(cluster).setStatPrefix(cluster).build());
  }

  static Filter http(HttpConnectionManager manager) {
    return Filter.newBuilder()
        .setName("envoy.filters.network.http_connection_manager")
        .setTypedConfig(Protos.any(manager))
        .build();
  }
}
