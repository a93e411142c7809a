package dev.isthmus.api.gloo.networking;

import dev.isthmus.api.gloo.selector.WorkloadSelector;
import java.util.List;

/**
 * The content of a {@link VirtualGateway}.
 *
 * @param workloads the gateways' Services, ORed; empty: all gateways of the workspace
 * @param listeners what they listen to
 */
public record VirtualGatewaySpec(List<WorkloadSelector> workloads, List<Listener> listeners) {

  public VirtualGatewaySpec {
    workloads = List.copyOf(workloads);
    listeners = List.copyOf(listeners);
  }
}
