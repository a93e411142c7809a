package dev.isthmus.api.core;

import static java.util.Objects.requireNonNull;

import dev.isthmus.api.Meta;
import dev.isthmus.api.ObjectKind;
import dev.isthmus.api.Resource;

/**
 * A namespace of a cluster.
 *
 * @param meta its metadata; the uid of {@code kube-system} identifies the cluster
 */
public record Namespace(Meta meta) implements Resource {

  public Namespace {
    requireNonNull(meta, "meta");
  }

  @Override
  public ObjectKind kind() {
    return ObjectKind.NAMESPACE;
  }
}
