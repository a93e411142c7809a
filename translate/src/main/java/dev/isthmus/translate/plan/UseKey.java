package dev.isthmus.translate.plan;

import dev.isthmus.api.ObjectKey;

/**
 * That a RouteTable, as translated for a workspace, routes to a host of a service.
 *
 * @param service the service
 * @param host the host: the local one, or a federated one
 * @param workspace the workspace that the table is translated for
 * @param table the RouteTable
 */
public record UseKey(ObjectKey service, String host, String workspace, ObjectKey table)
    implements Comparable<UseKey> {
  @Override
  public int compareTo(UseKey other) {
    int order = service.compareTo(other.service);
    if (order == 0) {
      order = host.compareTo(other.host);
    }
    if (order == 0) {
      order = workspace.compareTo(other.workspace);
    }
    return order == 0 ? table.compareTo(other.table) : order;
  }
}
