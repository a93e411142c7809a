package dev.isthmus.api.gloo.admin;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Options of a workspace; in the {@code global} settings, of all.
 *
 * @param serviceIsolation who may call the workspace's services
 * @param federation hosts that reach services of other clusters
 * @param eastWestGateways gateways for traffic between clusters; empty: Services labelled {@code
 *     istio: eastwestgateway}
 * @param virtualDestClientMode how clients reach VirtualDestinations and federated services
 * @param trimAllProxyConfig sidecars know no destination that is not named elsewhere
 */
public record WorkspaceOptions(
    @Nullable ServiceIsolation serviceIsolation,
    @Nullable Federation federation,
    List<EastWestGatewaySelector> eastWestGateways,
    @Nullable ClientMode virtualDestClientMode,
    boolean trimAllProxyConfig) {

  public WorkspaceOptions {
    eastWestGateways = List.copyOf(eastWestGateways);
  }
}
