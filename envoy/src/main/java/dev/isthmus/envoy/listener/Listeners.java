package dev.isthmus.envoy.listener;

import dev.isthmus.envoy.MeshSettings;
import dev.isthmus.envoy.gateway.MergedGateway;
import dev.isthmus.envoy.registry.Registry;
import dev.isthmus.envoy.registry.ServiceTarget;
import dev.isthmus.envoy.scope.ProxyScope;
import dev.isthmus.envoy.scope.VirtualServices;
import dev.isthmus.envoy.security.Authorization;
import dev.isthmus.envoy.security.PeerAuthentications;
import io.envoyproxy.envoy.config.listener.v3.Listener;
import java.util.ArrayList;
import java.util.List;

/** All listeners of a proxy. */
public final class Listeners {
  private Listeners() {}

  public static List<Listener> ofSidecar(
      ProxyScope scope,
      MeshSettings mesh,
      Registry registry,
      List<ServiceTarget> targets,
      PeerAuthentications peers,
      Authorization authorization) {
    List<Listener> result = new ArrayList<>(new OutboundListeners(scope, mesh, registry).build());
    result.addAll(new InboundListeners(scope, mesh, targets, peers, authorization).build());
    return result;
  }

  public static List<Listener> ofGateway(
      ProxyScope scope,
      MergedGateway gateway,
      VirtualServices virtualServices,
      Authorization authorization) {
    return new GatewayListeners(scope, gateway, virtualServices, authorization).build();
  }
}
