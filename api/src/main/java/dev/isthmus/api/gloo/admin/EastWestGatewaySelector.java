package dev.isthmus.api.gloo.admin;

import dev.isthmus.api.gloo.selector.ObjectSelector;
import dev.isthmus.api.gloo.selector.PortSelector;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Gateways through which other clusters reach services.
 *
 * @param selector the gateways' Services
 * @param port the port that passes TLS through; null: the one named {@code tls}
 * @param tlsTerminationPort the port that ends TLS; null: the one named {@code https}
 * @param hostInfoOverrides addresses to use in place of the discovered ones
 */
public record EastWestGatewaySelector(
    @Nullable ObjectSelector selector,
    @Nullable PortSelector port,
    @Nullable PortSelector tlsTerminationPort,
    List<HostInfo> hostInfoOverrides) {

  public EastWestGatewaySelector {
    hostInfoOverrides = List.copyOf(hostInfoOverrides);
  }
}
