package dev.isthmus.api;

import static java.util.Objects.requireNonNull;

/** An object, by kind and place. Natural order: cluster, namespace, kind, name. */
public record ObjectRef(ObjectKind kind, ObjectKey key) implements Comparable<ObjectRef> {

  public ObjectRef {
    requireNonNull(kind, "kind");
    requireNonNull(key, "key");
  }

  @Override
  public int compareTo(ObjectRef other) {
    int order = key.cluster().compareTo(other.key.cluster());
    if (order == 0) {
      order = key.namespace().compareTo(other.key.namespace());
    }
    if (order == 0) {
      order = kind.compareTo(other.kind);
    }
    return order != 0 ? order : key.name().compareTo(other.key.name());
  }

  /** As people write it: {@code RouteTable bookinfo-backends/reviews (cluster1)}. */
  @Override
  public String toString() {
    return kind.kind() + " " + key;
  }
}
