package dev.isthmus.api.gloo.selector;

import static java.util.Objects.requireNonNull;

import org.jspecify.annotations.Nullable;

/**
 * Selects destinations.
 *
 * @param selector which ones; null: all of the kind
 * @param kind what is selected
 * @param port which of their ports; null: all
 */
public record DestinationSelector(
    @Nullable ObjectSelector selector, DestinationKind kind, @Nullable PortSelector port) {

  public DestinationSelector {
    requireNonNull(kind, "kind");
  }
}
