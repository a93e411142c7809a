package dev.isthmus.api.gloo.networking;

import static java.util.Objects.requireNonNull;

import dev.isthmus.api.gloo.selector.ObjectSelector;
import org.jspecify.annotations.Nullable;

/**
 * External services that a listener exposes.
 *
 * @param host a host of theirs
 * @param selector which ones; null: any
 */
public record ExternalServiceFilter(String host, @Nullable ObjectSelector selector) {

  public ExternalServiceFilter {
    requireNonNull(host, "host");
  }
}
