package dev.isthmus.api.gloo.admin;

import static java.util.Objects.requireNonNull;

import dev.isthmus.api.gloo.selector.ObjectSelector;
import dev.isthmus.api.gloo.selector.PortSelector;
import java.util.List;

/**
 * Hosts under which services are reached from every cluster.
 *
 * @param enabled whether services are federated
 * @param hostSuffix the last part of the hosts; empty: {@code global}
 * @param serviceSelector which services, own and imported, ORed; empty: all
 * @param ports which of their ports; empty: all
 */
public record Federation(
    boolean enabled,
    String hostSuffix,
    List<ObjectSelector> serviceSelector,
    List<PortSelector> ports) {

  public Federation {
    requireNonNull(hostSuffix, "hostSuffix");
    serviceSelector = List.copyOf(serviceSelector);
    ports = List.copyOf(ports);
  }
}
