package dev.isthmus.traffic.loopback;

import dev.isthmus.envoy.proto.Protos;
import dev.isthmus.traffic.address.LoopbackAddresses;
import io.envoyproxy.envoy.config.cluster.v3.Cluster;
import io.envoyproxy.envoy.config.core.v3.SocketAddress;
import io.envoyproxy.envoy.config.endpoint.v3.ClusterLoadAssignment;
import io.envoyproxy.envoy.config.endpoint.v3.Endpoint;
import io.envoyproxy.envoy.config.endpoint.v3.LbEndpoint;
import io.envoyproxy.envoy.config.endpoint.v3.LocalityLbEndpoints;
import java.util.Optional;

/** Whom a lab's Envoy connects to: addresses of this machine, and nothing else. */
final class LoopbackClusters {
  /** {@code inbound|9080||}: the application of the pod itself. */
  private static final String INBOUND = "inbound|";

  private static final String LOCALHOST = "127.0.0.1";

  private final LoopbackAddresses addresses;
  private final String pod;

  LoopbackClusters(LoopbackAddresses addresses, String pod) {
    this.addresses = addresses;
    this.pod = pod;
  }

  Cluster cluster(Cluster cluster) {
    Cluster.Builder result = cluster.toBuilder().clearUpstreamBindConfig();
    return switch (cluster.getType()) {
      case EDS -> result.build();
      case STATIC ->
          cluster.hasLoadAssignment()
              ? result.setLoadAssignment(endpoints(cluster.getLoadAssignment())).build()
              : result.build();
      case ORIGINAL_DST, STRICT_DNS, LOGICAL_DNS, UNRECOGNIZED ->
          fixed(result, applicationPort(cluster.getName()));
    };
  }

  /** The port of an inbound cluster; 0: it is none. */
  private static int applicationPort(String name) {
    return name.startsWith(INBOUND) ? Integer.parseInt(name.split("\\|", -1)[1]) : 0;
  }

  private Cluster fixed(Cluster.Builder cluster, int port) {
    ClusterLoadAssignment.Builder endpoints =
        ClusterLoadAssignment.newBuilder().setClusterName(cluster.getName());
    if (port > 0) {
      endpoints.addEndpoints(
          LocalityLbEndpoints.newBuilder()
              .addLbEndpoints(
                  LbEndpoint.newBuilder()
                      .setEndpoint(
                          Endpoint.newBuilder()
                              .setAddress(
                                  Protos.address(
                                      addresses.inside(pod), LoopbackAddresses.port(port))))));
    }
    return cluster
        .setType(Cluster.DiscoveryType.STATIC)
        .setLbPolicy(Cluster.LbPolicy.ROUND_ROBIN)
        .clearCleanupInterval()
        .clearOriginalDstLbConfig()
        .setLoadAssignment(endpoints)
        .build();
  }

  ClusterLoadAssignment endpoints(ClusterLoadAssignment assignment) {
    ClusterLoadAssignment.Builder result = assignment.toBuilder().clearEndpoints();
    for (LocalityLbEndpoints locality : assignment.getEndpointsList()) {
      LocalityLbEndpoints.Builder mapped = locality.toBuilder().clearLbEndpoints();
      for (LbEndpoint endpoint : locality.getLbEndpointsList()) {
        mapped(endpoint).ifPresent(mapped::addLbEndpoints);
      }
      result.addEndpoints(mapped);
    }
    return result.build();
  }

  private Optional<LbEndpoint> mapped(LbEndpoint endpoint) {
    SocketAddress address = endpoint.getEndpoint().getAddress().getSocketAddress();
    if (!LoopbackAddresses.isMappable(address.getAddress())) {
      return Optional.empty();
    }
    String host =
        address.getAddress().equals(LOCALHOST)
            ? addresses.inside(pod)
            : addresses.of(address.getAddress());
    LbEndpoint.Builder result = endpoint.toBuilder();
    result
        .getEndpointBuilder()
        .setAddress(Protos.address(host, LoopbackAddresses.port(address.getPortValue())));
    return Optional.of(result.build());
  }
}
