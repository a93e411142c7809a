package dev.isthmus.api.core;

import static java.util.Objects.requireNonNull;

import dev.isthmus.api.Meta;
import dev.isthmus.api.ObjectKind;
import dev.isthmus.api.Resource;

/**
 * An identity of workloads.
 *
 * @param meta its metadata
 */
public record ServiceAccount(Meta meta) implements Resource {

  public ServiceAccount {
    requireNonNull(meta, "meta");
  }

  @Override
  public ObjectKind kind() {
    return ObjectKind.SERVICE_ACCOUNT;
  }
}
