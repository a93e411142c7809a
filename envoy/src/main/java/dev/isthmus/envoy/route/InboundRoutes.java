package dev.isthmus.envoy.route;

import com.google.protobuf.BoolValue;
import dev.isthmus.envoy.proto.Durations;
import dev.isthmus.envoy.proto.Protos;
import dev.isthmus.envoy.registry.Protocol;
import io.envoyproxy.envoy.config.route.v3.Decorator;
import io.envoyproxy.envoy.config.route.v3.RetryPolicy;
import io.envoyproxy.envoy.config.route.v3.Route;
import io.envoyproxy.envoy.config.route.v3.RouteAction;
import io.envoyproxy.envoy.config.route.v3.RouteConfiguration;
import io.envoyproxy.envoy.config.route.v3.VirtualHost;

/** The only route of a port of a sidecar's application. */
public final class InboundRoutes {
  private static final int ATTEMPTS = 2;

  private InboundRoutes() {}

  /**
   * Leads everything to the application.
   *
   * @param cluster the application's cluster
   * @param host the service's host, for traces
   * @param port the service's port, for traces
   */
  public static RouteConfiguration of(String cluster, String host, int port, Protocol protocol) {
    RouteAction.Builder action =
        RouteAction.newBuilder()
            .setCluster(cluster)
            .setTimeout(Durations.ZERO)
            .setMaxStreamDuration(
                RouteAction.MaxStreamDuration.newBuilder()
                    .setMaxStreamDuration(Durations.ZERO)
                    .setGrpcTimeoutHeaderMax(Durations.ZERO));
    if (protocol != Protocol.GRPC && protocol != Protocol.GRPC_WEB) {
      action.setRetryPolicy(
          RetryPolicy.newBuilder()
              .setRetryOn("reset-before-request")
              .setNumRetries(Protos.uint32(ATTEMPTS)));
    }
    Route route =
        Route.newBuilder()
            .setName("default")
            .setMatch(RouteMatches.ANY)
            .setDecorator(Decorator.newBuilder().setOperation(host + ":" + port + "/*"))
            .setRoute(action)
            .build();
    return RouteConfiguration.newBuilder()
        .setName(cluster)
        .setValidateClusters(BoolValue.of(false))
        .addVirtualHosts(
            VirtualHost.newBuilder()
                .setName("inbound|http|" + port)
                .addDomains("*")
                .addRoutes(route))
        .build();
  }
}
