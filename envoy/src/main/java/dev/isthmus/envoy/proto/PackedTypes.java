package dev.isthmus.envoy.proto;

import com.google.protobuf.TypeRegistry;
import io.envoyproxy.envoy.config.cluster.v3.Cluster;
import io.envoyproxy.envoy.config.endpoint.v3.ClusterLoadAssignment;
import io.envoyproxy.envoy.config.listener.v3.Listener;
import io.envoyproxy.envoy.config.route.v3.RouteConfiguration;
import io.envoyproxy.envoy.extensions.filters.http.cors.v3.Cors;
import io.envoyproxy.envoy.extensions.filters.http.cors.v3.CorsPolicy;
import io.envoyproxy.envoy.extensions.filters.http.fault.v3.HTTPFault;
import io.envoyproxy.envoy.extensions.filters.http.router.v3.Router;
import io.envoyproxy.envoy.extensions.filters.listener.http_inspector.v3.HttpInspector;
import io.envoyproxy.envoy.extensions.filters.listener.original_dst.v3.OriginalDst;
import io.envoyproxy.envoy.extensions.filters.listener.tls_inspector.v3.TlsInspector;
import io.envoyproxy.envoy.extensions.filters.network.http_connection_manager.v3.HttpConnectionManager;
import io.envoyproxy.envoy.extensions.filters.network.tcp_proxy.v3.TcpProxy;
import io.envoyproxy.envoy.extensions.network.dns_resolver.cares.v3.CaresDnsResolverConfig;
import io.envoyproxy.envoy.extensions.request_id.uuid.v3.UuidRequestIdConfig;
import io.envoyproxy.envoy.extensions.retry.host.previous_hosts.v3.PreviousHostsPredicate;
import io.envoyproxy.envoy.extensions.retry.priority.previous_priorities.v3.PreviousPrioritiesConfig;
import io.envoyproxy.envoy.extensions.transport_sockets.proxy_protocol.v3.ProxyProtocolUpstreamTransport;
import io.envoyproxy.envoy.extensions.transport_sockets.raw_buffer.v3.RawBuffer;
import io.envoyproxy.envoy.extensions.transport_sockets.tls.v3.DownstreamTlsContext;
import io.envoyproxy.envoy.extensions.transport_sockets.tls.v3.UpstreamTlsContext;
import io.envoyproxy.envoy.extensions.upstreams.http.v3.HttpProtocolOptions;

/**
 * The messages that istiod packs into others and into its answers, for writing resources as JSON.
 */
public final class PackedTypes {
  private PackedTypes() {}

  public static TypeRegistry registry() {
    return TypeRegistry.newBuilder()
        .add(Cluster.getDescriptor())
        .add(ClusterLoadAssignment.getDescriptor())
        .add(Listener.getDescriptor())
        .add(RouteConfiguration.getDescriptor())
        .add(Cors.getDescriptor())
        .add(CorsPolicy.getDescriptor())
        .add(HTTPFault.getDescriptor())
        .add(Router.getDescriptor())
        .add(HttpInspector.getDescriptor())
        .add(OriginalDst.getDescriptor())
        .add(TlsInspector.getDescriptor())
        .add(HttpConnectionManager.getDescriptor())
        .add(TcpProxy.getDescriptor())
        .add(CaresDnsResolverConfig.getDescriptor())
        .add(UuidRequestIdConfig.getDescriptor())
        .add(PreviousHostsPredicate.getDescriptor())
        .add(RawBuffer.getDescriptor())
        .add(DownstreamTlsContext.getDescriptor())
        .add(UpstreamTlsContext.getDescriptor())
        .add(HttpProtocolOptions.getDescriptor())
        .add(io.envoyproxy.envoy.extensions.filters.http.grpc_stats.v3.FilterConfig.getDescriptor())
        .add(io.envoyproxy.envoy.extensions.filters.http.rbac.v3.RBAC.getDescriptor())
        .add(io.envoyproxy.envoy.extensions.filters.network.rbac.v3.RBAC.getDescriptor())
        .add(ProxyProtocolUpstreamTransport.getDescriptor())
        .add(PreviousPrioritiesConfig.getDescriptor())
        .build();
  }
}
