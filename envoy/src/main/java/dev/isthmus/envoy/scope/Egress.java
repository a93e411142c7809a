package dev.isthmus.envoy.scope;

import dev.isthmus.envoy.registry.MeshService;
import dev.isthmus.istio.IstioObject;
import dev.isthmus.istio.Sidecar;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What one egress listener of a sidecar sees.
 *
 * @param listener the listener of the Sidecar object; null: the one for everything
 * @param services the services, each host from one namespace
 * @param virtualServices the VirtualServices, those that count first first
 */
public record Egress(
    Sidecar.@Nullable Egress listener,
    List<MeshService> services,
    List<IstioObject> virtualServices) {
  public Egress {
    services = List.copyOf(services);
    virtualServices = List.copyOf(virtualServices);
  }

  /** The one port that the listener is for; 0: all. */
  public int port() {
    return listener == null || listener.port() == null ? 0 : listener.port().number();
  }
}
