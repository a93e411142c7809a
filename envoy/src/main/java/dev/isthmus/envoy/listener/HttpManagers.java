package dev.isthmus.envoy.listener;

import com.google.protobuf.BoolValue;
import com.google.protobuf.Message;
import dev.isthmus.envoy.proto.Durations;
import dev.isthmus.envoy.proto.Protos;
import io.envoyproxy.envoy.config.core.v3.AggregatedConfigSource;
import io.envoyproxy.envoy.config.core.v3.ApiVersion;
import io.envoyproxy.envoy.config.core.v3.ConfigSource;
import io.envoyproxy.envoy.config.core.v3.Http1ProtocolOptions;
import io.envoyproxy.envoy.config.core.v3.Http2ProtocolOptions;
import io.envoyproxy.envoy.config.route.v3.RouteConfiguration;
import io.envoyproxy.envoy.extensions.filters.http.cors.v3.Cors;
import io.envoyproxy.envoy.extensions.filters.http.fault.v3.HTTPFault;
import io.envoyproxy.envoy.extensions.filters.http.grpc_stats.v3.FilterConfig;
import io.envoyproxy.envoy.extensions.filters.http.router.v3.Router;
import io.envoyproxy.envoy.extensions.filters.network.http_connection_manager.v3.HttpConnectionManager;
import io.envoyproxy.envoy.extensions.filters.network.http_connection_manager.v3.HttpFilter;
import io.envoyproxy.envoy.extensions.filters.network.http_connection_manager.v3.Rds;
import io.envoyproxy.envoy.extensions.filters.network.http_connection_manager.v3.RequestIDExtension;
import io.envoyproxy.envoy.extensions.request_id.uuid.v3.UuidRequestIdConfig;
import java.util.List;

/** How HTTP is handled: on the way out of a sidecar, into it, and in a gateway. */
final class HttpManagers {
  private static final HttpFilter GRPC_STATS =
      filter(
          "envoy.filters.http.grpc_stats",
          FilterConfig.newBuilder()
              .setEmitFilterState(true)
              .setStatsForAllMethods(BoolValue.of(false))
              .build());
  private static final HttpFilter FAULT =
      filter("envoy.filters.http.fault", HTTPFault.getDefaultInstance());
  private static final HttpFilter CORS =
      filter("envoy.filters.http.cors", Cors.getDefaultInstance());
  private static final HttpFilter ROUTER =
      filter("envoy.filters.http.router", Router.getDefaultInstance());

  private HttpManagers() {}

  static HttpConnectionManager outbound(String routeName, String listener) {
    return base("outbound_" + listener + ";", List.of())
        .setRds(rds(routeName))
        .setUseRemoteAddress(BoolValue.of(false))
        .build();
  }

  /** The HTTP proxy port of a sidecar, which takes requests with whole URLs. */
  static HttpConnectionManager httpProxy(String routeName, String listener) {
    return base("outbound_" + listener + ";", List.of())
        .setRds(rds(routeName))
        .setUseRemoteAddress(BoolValue.of(false))
        .setHttpProtocolOptions(
            Http1ProtocolOptions.newBuilder().setAllowAbsoluteUrl(BoolValue.of(true)))
        .build();
  }

  static HttpConnectionManager gateway(
      String routeName, String statPrefix, List<HttpFilter> authorization) {
    HttpConnectionManager.Builder result =
        base(statPrefix, authorization)
            .setRds(rds(routeName))
            .setUseRemoteAddress(BoolValue.of(true))
            .setServerName("istio-envoy")
            .setHttpProtocolOptions(Http1ProtocolOptions.getDefaultInstance())
            .setForwardClientCertDetails(
                HttpConnectionManager.ForwardClientCertDetails.SANITIZE_SET);
    result
        .getSetCurrentClientCertDetailsBuilder()
        .setSubject(BoolValue.of(true))
        .setCert(true)
        .setDns(true)
        .setUri(true);
    return result.build();
  }

  static HttpConnectionManager inbound(
      RouteConfiguration routes, String statPrefix, boolean http2, List<HttpFilter> authorization) {
    HttpConnectionManager.Builder result =
        base(statPrefix, authorization)
            .setRouteConfig(routes)
            .setUseRemoteAddress(BoolValue.of(false))
            .setServerName("istio-envoy")
            .setForwardClientCertDetails(
                HttpConnectionManager.ForwardClientCertDetails.APPEND_FORWARD);
    result
        .getSetCurrentClientCertDetailsBuilder()
        .setSubject(BoolValue.of(true))
        .setDns(true)
        .setUri(true);
    if (http2) {
      result.setHttp2ProtocolOptions(Http2ProtocolOptions.getDefaultInstance());
    }
    return result.build();
  }

  private static HttpConnectionManager.Builder base(
      String statPrefix, List<HttpFilter> authorization) {
    return HttpConnectionManager.newBuilder()
        .setStatPrefix(statPrefix)
        .setNormalizePath(BoolValue.of(true))
        .setPathWithEscapedSlashesAction(
            HttpConnectionManager.PathWithEscapedSlashesAction.KEEP_UNCHANGED)
        .addUpgradeConfigs(
            HttpConnectionManager.UpgradeConfig.newBuilder().setUpgradeType("websocket"))
        .setStreamIdleTimeout(Durations.ZERO)
        .setProxy100Continue(true)
        .setRequestIdExtension(
            RequestIDExtension.newBuilder()
                .setTypedConfig(
                    Protos.any(
                        UuidRequestIdConfig.newBuilder()
                            .setUseRequestIdForTraceSampling(BoolValue.of(true))
                            .build())))
        .addAllHttpFilters(authorization)
        .addHttpFilters(GRPC_STATS)
        .addHttpFilters(FAULT)
        .addHttpFilters(CORS)
        .addHttpFilters(ROUTER);
  }

  private static Rds rds(String routeName) {
    return Rds.newBuilder()
        .setRouteConfigName(routeName)
        .setConfigSource(
            ConfigSource.newBuilder()
                .setAds(AggregatedConfigSource.getDefaultInstance())
                .setInitialFetchTimeout(Durations.ZERO)
                .setResourceApiVersion(ApiVersion.V3))
        .build();
  }

  private static HttpFilter filter(String name, Message config) {
    return HttpFilter.newBuilder().setName(name).setTypedConfig(Protos.any(config)).build();
  }
}
