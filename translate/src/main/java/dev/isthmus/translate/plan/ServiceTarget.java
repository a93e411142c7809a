package dev.isthmus.translate.plan;

import dev.isthmus.api.ObjectKey;

/**
 * The host of a service that routes lead to.
 *
 * @param service the Service
 * @param host its local host, or a federated one
 */
public record ServiceTarget(ObjectKey service, String host) implements Comparable<ServiceTarget> {
  @Override
  public int compareTo(ServiceTarget other) {
    int order = service.compareTo(other.service);
    return order == 0 ? host.compareTo(other.host) : order;
  }
}
