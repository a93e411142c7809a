package dev.isthmus.translate.route;

import java.util.Optional;

/**
 * Who owns hosts (architecture, Hosts have owners), as far as the caller can tell for the proxies
 * of one cluster.
 */
public interface HostOwners {

  /** The ends of hosts that name Services. */
  ServiceHost.Domains domains();

  /**
   * The workspace of a Service's namespace: in the Service's cluster, or in that of the proxies
   * when it has none.
   */
  Optional<String> ownerOf(ServiceHost service);

  /** The workspace of the VirtualDestination or ExternalService that has a host. */
  Optional<String> ownerOf(String host);

  /**
   * Whether a workspace sees a Service of another one: that one exports it, and this one imports
   * it.
   */
  boolean sees(String workspace, ServiceHost service);
}
