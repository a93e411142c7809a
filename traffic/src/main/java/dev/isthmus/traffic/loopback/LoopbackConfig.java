package dev.isthmus.traffic.loopback;

import dev.isthmus.envoy.ProxyConfig;
import dev.isthmus.envoy.route.SidecarRoutes;
import dev.isthmus.traffic.address.LoopbackAddresses;
import io.envoyproxy.envoy.config.route.v3.RouteConfiguration;

/**
 * The one step between what istiod sends a proxy and what a lab's Envoy gets: addresses are mapped
 * to loopback, and what iptables would redirect is bound or left alone
 * (docs/design/lab-traffic.md#addresses). Names, routes and secrets stay.
 */
public final class LoopbackConfig {
  private final LoopbackAddresses addresses;

  public LoopbackConfig(LoopbackAddresses addresses) {
    this.addresses = addresses;
  }

  /** What the Envoy of the pod at this place gets. */
  public ProxyConfig of(ProxyConfig config, Place place) {
    LoopbackClusters clusters = new LoopbackClusters(addresses, place.address());
    LoopbackListeners listeners = new LoopbackListeners(addresses, place);
    return new ProxyConfig(
        config.clusters().stream().map(clusters::cluster).toList(),
        config.endpoints().stream().map(clusters::endpoints).toList(),
        config.listeners().stream().map(listeners::listener).toList(),
        config.routes().stream().map(LoopbackConfig::routes).toList(),
        config.secrets());
  }

  /**
   * The HTTP proxy tells the ports of a host apart by the host's port. istiod has Envoy ignore it
   * in all routes, so its own HTTP proxy finds services on port 80 only.
   */
  private static RouteConfiguration routes(RouteConfiguration routes) {
    return routes.getName().equals(SidecarRoutes.HTTP_PROXY)
        ? routes.toBuilder().setIgnorePortInHostMatching(false).build()
        : routes;
  }
}
