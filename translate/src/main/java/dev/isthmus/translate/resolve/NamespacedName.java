package dev.isthmus.translate.resolve;

import dev.isthmus.api.ObjectKey;

/** A namespace and a name, in whatever cluster. */
public record NamespacedName(String namespace, String name) implements Comparable<NamespacedName> {

  /** Those of a key. */
  public static NamespacedName of(ObjectKey key) {
    return new NamespacedName(key.namespace(), key.name());
  }

  @Override
  public int compareTo(NamespacedName other) {
    int order = namespace.compareTo(other.namespace);
    return order == 0 ? name.compareTo(other.name) : order;
  }
}
