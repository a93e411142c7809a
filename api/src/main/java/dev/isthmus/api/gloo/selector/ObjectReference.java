package dev.isthmus.api.gloo.selector;

import static java.util.Objects.requireNonNull;

/**
 * Names an object.
 *
 * @param name its name
 * @param namespace its namespace; empty: that of the referring object
 * @param cluster its cluster; empty: that of the referring object, and for a Service the caller's
 *     own
 */
public record ObjectReference(String name, String namespace, String cluster) {

  public ObjectReference {
    requireNonNull(name, "name");
    requireNonNull(namespace, "namespace");
    requireNonNull(cluster, "cluster");
  }
}
