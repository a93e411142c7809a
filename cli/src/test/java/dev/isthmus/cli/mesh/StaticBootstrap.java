package dev.isthmus.cli.mesh;

import com.google.protobuf.Any;
import com.google.protobuf.InvalidProtocolBufferException;
import dev.isthmus.envoy.ProxyConfig;
import dev.isthmus.envoy.proto.Protos;
import io.envoyproxy.envoy.config.bootstrap.v3.Bootstrap;
import io.envoyproxy.envoy.config.cluster.v3.Cluster;
import io.envoyproxy.envoy.config.core.v3.ApiConfigSource;
import io.envoyproxy.envoy.config.core.v3.ApiVersion;
import io.envoyproxy.envoy.config.core.v3.GrpcService;
import io.envoyproxy.envoy.config.core.v3.Http2ProtocolOptions;
import io.envoyproxy.envoy.config.core.v3.Node;
import io.envoyproxy.envoy.config.endpoint.v3.ClusterLoadAssignment;
import io.envoyproxy.envoy.config.endpoint.v3.Endpoint;
import io.envoyproxy.envoy.config.endpoint.v3.LbEndpoint;
import io.envoyproxy.envoy.config.endpoint.v3.LocalityLbEndpoints;
import io.envoyproxy.envoy.config.listener.v3.Filter;
import io.envoyproxy.envoy.config.listener.v3.FilterChain;
import io.envoyproxy.envoy.config.listener.v3.Listener;
import io.envoyproxy.envoy.config.route.v3.RouteConfiguration;
import io.envoyproxy.envoy.extensions.filters.network.http_connection_manager.v3.HttpConnectionManager;
import io.envoyproxy.envoy.extensions.upstreams.http.v3.HttpProtocolOptions;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;

/**
 * All that a proxy gets as one file that Envoy can judge alone: endpoints stand in their clusters
 * and routes in their listeners. Secrets stay asked for.
 */
final class StaticBootstrap {
  private static final String XDS = "xds-grpc";
  private static final String SDS = "sds-grpc";

  private final Map<String, ClusterLoadAssignment> endpoints;
  private final Map<String, RouteConfiguration> routes;

  private StaticBootstrap(ProxyConfig config) {
    endpoints =
        config.endpoints().stream()
            .collect(Collectors.toMap(ClusterLoadAssignment::getClusterName, Function.identity()));
    routes =
        config.routes().stream()
            .collect(Collectors.toMap(RouteConfiguration::getName, Function.identity()));
  }

  /** The bootstrap, which Envoy reads in binary form from a file {@code *.pb}. */
  static Bootstrap of(ProxyConfig config) throws InvalidProtocolBufferException {
    StaticBootstrap inlined = new StaticBootstrap(config);
    Bootstrap.Builder result =
        Bootstrap.newBuilder().setNode(Node.newBuilder().setId("judged").setCluster("judged"));
    result
        .getDynamicResourcesBuilder()
        .setAdsConfig(
            ApiConfigSource.newBuilder()
                .setApiType(ApiConfigSource.ApiType.DELTA_GRPC)
                .setTransportApiVersion(ApiVersion.V3)
                .addGrpcServices(
                    GrpcService.newBuilder()
                        .setEnvoyGrpc(GrpcService.EnvoyGrpc.newBuilder().setClusterName(XDS))));
    var resources = result.getStaticResourcesBuilder();
    resources.addClusters(server(XDS)).addClusters(server(SDS));
    config.clusters().forEach(it -> resources.addClusters(inlined.cluster(it)));
    for (Listener listener : config.listeners()) {
      resources.addListeners(inlined.listener(listener));
    }
    return result.build();
  }

  private Cluster cluster(Cluster cluster) {
    if (cluster.getType() != Cluster.DiscoveryType.EDS) {
      return cluster;
    }
    String service = cluster.getEdsClusterConfig().getServiceName();
    ClusterLoadAssignment found = endpoints.get(service.isEmpty() ? cluster.getName() : service);
    if (found == null) {
      throw new AssertionError("no endpoints for cluster " + cluster.getName());
    }
    boolean named =
        found.getEndpointsList().stream()
            .flatMap(it -> it.getLbEndpointsList().stream())
            .map(it -> it.getEndpoint().getAddress().getSocketAddress().getAddress())
            .anyMatch(it -> !it.matches("[0-9.]+|[0-9a-fA-F.]*:[0-9a-fA-F:.]*"));
    return cluster.toBuilder()
        .clearEdsClusterConfig()
        .setType(named ? Cluster.DiscoveryType.STRICT_DNS : Cluster.DiscoveryType.STATIC)
        .setLoadAssignment(found)
        .build();
  }

  private Listener listener(Listener listener) throws InvalidProtocolBufferException {
    Listener.Builder result = listener.toBuilder().clearFilterChains();
    for (FilterChain chain : listener.getFilterChainsList()) {
      result.addFilterChains(chain(chain));
    }
    if (listener.hasDefaultFilterChain()) {
      result.setDefaultFilterChain(chain(listener.getDefaultFilterChain()));
    }
    return result.build();
  }

  private FilterChain chain(FilterChain chain) throws InvalidProtocolBufferException {
    FilterChain.Builder result = chain.toBuilder();
    for (Filter.Builder filter : result.getFiltersBuilderList()) {
      if (filter.getTypedConfig().is(HttpConnectionManager.class)) {
        var manager = filter.getTypedConfig().unpack(HttpConnectionManager.class);
        if (manager.hasRds()) {
          filter.setTypedConfig(Any.pack(inlined(manager)));
        }
      }
    }
    return result.build();
  }

  private HttpConnectionManager inlined(HttpConnectionManager manager) {
    String name = manager.getRds().getRouteConfigName();
    RouteConfiguration found = routes.get(name);
    if (found == null) {
      throw new AssertionError("no route configuration " + name);
    }
    // Routes that come by RDS may name a cluster that is not there (yet); inlined ones may not.
    return manager.toBuilder()
        .setRouteConfig(found.toBuilder().setValidateClusters(Protos.bool(false)))
        .build();
  }

  private static Cluster server(String name) {
    HttpProtocolOptions.Builder http = HttpProtocolOptions.newBuilder();
    http.getExplicitHttpConfigBuilder()
        .setHttp2ProtocolOptions(Http2ProtocolOptions.getDefaultInstance());
    return Cluster.newBuilder()
        .setName(name)
        .setType(Cluster.DiscoveryType.STATIC)
        .putTypedExtensionProtocolOptions(
            "envoy.extensions.upstreams.http.v3.HttpProtocolOptions", Any.pack(http.build()))
        .setLoadAssignment(
            ClusterLoadAssignment.newBuilder()
                .setClusterName(name)
                .addEndpoints(
                    LocalityLbEndpoints.newBuilder()
                        .addLbEndpoints(
                            LbEndpoint.newBuilder()
                                .setEndpoint(
                                    Endpoint.newBuilder()
                                        .setAddress(Protos.address("127.0.0.1", 1))))))
        .build();
  }
}
