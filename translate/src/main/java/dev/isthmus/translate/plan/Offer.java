package dev.isthmus.translate.plan;

import dev.isthmus.api.ObjectRef;
import dev.isthmus.translate.resolve.BackendPort;
import java.util.List;

/**
 * That a workspace gives a service a host in the whole mesh.
 *
 * @param workspace the workspace whose settings federate it: the owner, or one that imports it
 * @param host the host: {@code reviews.bookinfo-backends.svc.cluster2.global}
 * @param settings the settings that say so
 * @param ports the ports that are federated
 * @param gatewaySource which east-west gateways lead to it
 * @param gatewaySettings the settings that a generated Gateway for them has as its parent
 * @param reachable whether one of them has an address and a port
 */
public record Offer(
    String workspace,
    String host,
    ObjectRef settings,
    List<BackendPort> ports,
    String gatewaySource,
    ObjectRef gatewaySettings,
    boolean reachable) {
  public Offer {
    ports = List.copyOf(ports);
  }
}
