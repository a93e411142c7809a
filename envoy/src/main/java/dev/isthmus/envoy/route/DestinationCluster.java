package dev.isthmus.envoy.route;

import dev.isthmus.envoy.cluster.ClusterName;
import dev.isthmus.envoy.registry.MeshService;
import dev.isthmus.istio.Destination;
import org.jspecify.annotations.Nullable;

/**
 * The cluster that a destination names. Without a port: the service's only one, else the
 * listener's. Where the service is another name of a host, the host's.
 */
public final class DestinationCluster {
  private DestinationCluster() {}

  public static String of(
      Destination destination, @Nullable MeshService service, int listenerPort) {
    int port =
        destination.port() != null
            ? destination.port().number()
            : service != null && service.ports().size() == 1
                ? service.ports().getFirst().number()
                : listenerPort;
    String host =
        service == null || service.aliasOf().isEmpty() ? destination.host() : service.aliasOf();
    return ClusterName.outbound(port, destination.subset(), host);
  }
}
