package dev.isthmus.translate.plan;

import dev.isthmus.api.ObjectKey;

/**
 * A RouteTable as translated for a workspace: its own, one that imports it, or one of a gateway
 * that it binds.
 */
public record TableTarget(ObjectKey table, String workspace) implements Comparable<TableTarget> {
  /** What the names of its VirtualServices are made of. */
  public String pattern() {
    return String.join(
        "-", "routetable", table.name(), table.namespace(), table.cluster(), workspace);
  }

  @Override
  public int compareTo(TableTarget other) {
    int order = table.compareTo(other.table);
    return order == 0 ? workspace.compareTo(other.workspace) : order;
  }
}
