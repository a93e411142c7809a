package dev.isthmus.api.gloo.selector;

import static java.util.Objects.requireNonNull;

/**
 * Names a Secret, ConfigMap or ServiceAccount of the referring object's cluster.
 *
 * @param name its name
 * @param namespace its namespace
 */
public record ResourceRef(String name, String namespace) {

  public ResourceRef {
    requireNonNull(name, "name");
    requireNonNull(namespace, "namespace");
  }
}
