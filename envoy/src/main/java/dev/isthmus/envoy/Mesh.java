package dev.isthmus.envoy;

import dev.isthmus.envoy.cluster.Clusters;
import dev.isthmus.envoy.gateway.MergedGateway;
import dev.isthmus.envoy.listener.Listeners;
import dev.isthmus.envoy.registry.Registry;
import dev.isthmus.envoy.registry.ServiceTarget;
import dev.isthmus.envoy.route.GatewayRoutes;
import dev.isthmus.envoy.route.SidecarRoutes;
import dev.isthmus.envoy.scope.ProxyScope;
import dev.isthmus.envoy.scope.Scopes;
import dev.isthmus.envoy.scope.VirtualServices;
import dev.isthmus.envoy.security.Authorization;
import dev.isthmus.envoy.security.PeerAuthentications;
import io.envoyproxy.envoy.config.listener.v3.Listener;
import io.envoyproxy.envoy.config.route.v3.RouteConfiguration;
import java.util.Comparator;
import java.util.List;
import java.util.function.Function;

/**
 * One cluster's mesh at one moment, as istiod 1.29 understands it. Making it sorts and joins the
 * objects once; {@link #configOf} is then a function of the proxy alone.
 */
public final class Mesh {
  private final ClusterState state;
  private final Registry registry;
  private final VirtualServices virtualServices;
  private final Scopes scopes;
  private final PeerAuthentications peers;

  public Mesh(ClusterState state) {
    this.state = state;
    registry = new Registry(state);
    virtualServices = new VirtualServices(state);
    scopes = new Scopes(state, registry, virtualServices);
    peers = new PeerAuthentications(state);
  }

  /** What a proxy gets. */
  public ProxyConfig configOf(Proxy proxy) {
    ProxyScope scope = scopes.of(proxy);
    List<ServiceTarget> targets = registry.targets(proxy);
    return proxy.isSidecar() ? sidecar(scope, targets) : gateway(scope, targets);
  }

  private ProxyConfig sidecar(ProxyScope scope, List<ServiceTarget> targets) {
    List<Listener> listeners =
        Listeners.ofSidecar(
            scope, state.mesh(), registry, targets, peers, new Authorization(state, scope.proxy()));
    SidecarRoutes routes = new SidecarRoutes(scope, state.mesh().domain());
    return config(clusters(scope, targets, false), listeners, routes::of);
  }

  private ProxyConfig gateway(ProxyScope scope, List<ServiceTarget> targets) {
    MergedGateway gateway = MergedGateway.of(state, scope.proxy(), targets);
    List<Listener> listeners =
        Listeners.ofGateway(
            scope, gateway, virtualServices, new Authorization(state, scope.proxy()));
    GatewayRoutes routes = new GatewayRoutes(scope, gateway, virtualServices, registry);
    return config(clusters(scope, targets, gateway.hasAutoPassthrough()), listeners, routes::of);
  }

  private Clusters clusters(
      ProxyScope scope, List<ServiceTarget> targets, boolean autoPassthrough) {
    return Clusters.of(state.cluster(), scope, registry, peers, targets, autoPassthrough);
  }

  private static ProxyConfig config(
      Clusters clusters, List<Listener> listeners, Function<String, RouteConfiguration> routes) {
    ResourceNames names = new ResourceNames(clusters.clusters(), listeners);
    return new ProxyConfig(
        sorted(clusters.clusters(), it -> it.getName()),
        sorted(clusters.endpoints(), it -> it.getClusterName()),
        sorted(listeners, it -> it.getName()),
        names.routes().stream().map(routes).toList(),
        names.secrets());
  }

  private static <T> List<T> sorted(List<T> resources, Function<T, String> name) {
    return resources.stream().sorted(Comparator.comparing(name)).toList();
  }
}
