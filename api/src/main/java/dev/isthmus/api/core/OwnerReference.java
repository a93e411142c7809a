package dev.isthmus.api.core;

import static java.util.Objects.requireNonNull;

/**
 * The controller that made an object.
 *
 * @param kind its kind, such as {@code ReplicaSet}
 * @param name its name
 */
public record OwnerReference(String kind, String name) {

  public OwnerReference {
    requireNonNull(kind, "kind");
    requireNonNull(name, "name");
  }
}
