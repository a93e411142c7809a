package dev.isthmus.api.core;

import static java.util.Objects.requireNonNull;

import dev.isthmus.api.Labels;
import dev.isthmus.api.Meta;
import dev.isthmus.api.ObjectKind;
import dev.isthmus.api.Resource;
import java.util.SortedMap;

/**
 * A ConfigMap of Istio: its mesh configuration, or its root certificates.
 *
 * @param meta its metadata
 * @param data its content when its name starts with {@code istio}; of others nothing is kept
 */
public record ConfigMap(Meta meta, SortedMap<String, String> data) implements Resource {

  public ConfigMap {
    requireNonNull(meta, "meta");
    data = Labels.copyOf(data);
  }

  @Override
  public ObjectKind kind() {
    return ObjectKind.CONFIG_MAP;
  }
}
