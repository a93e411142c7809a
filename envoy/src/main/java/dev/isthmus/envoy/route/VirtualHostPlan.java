package dev.isthmus.envoy.route;

import dev.isthmus.envoy.registry.MeshService;
import io.envoyproxy.envoy.config.route.v3.Route;
import java.util.List;

/**
 * Hosts of one port with the same routes.
 *
 * @param port the port
 * @param hosts hosts that no service has
 * @param services services
 * @param routes the routes
 */
record VirtualHostPlan(
    int port, List<String> hosts, List<MeshService> services, List<Route> routes) {
  VirtualHostPlan {
    hosts = List.copyOf(hosts);
    services = List.copyOf(services);
    routes = List.copyOf(routes);
  }
}
