package dev.isthmus.translate.plan;

import dev.isthmus.api.ObjectRef;
import dev.isthmus.api.gloo.networking.RouteTableFilter;
import java.util.List;

/**
 * A VirtualGateway as RouteTables meet it.
 *
 * @param object the VirtualGateway
 * @param workspace the workspace that owns it
 * @param allowed which RouteTables may bind, per listener; a listener without filters allows any
 * @param workloads its gateways, by Service
 */
public record BoundGateway(
    ObjectRef object,
    String workspace,
    List<List<RouteTableFilter>> allowed,
    List<GatewayWorkload> workloads) {
  public BoundGateway {
    allowed = List.copyOf(allowed);
    workloads = List.copyOf(workloads);
  }
}
