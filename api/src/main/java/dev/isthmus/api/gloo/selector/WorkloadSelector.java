package dev.isthmus.api.gloo.selector;

import static java.util.Objects.requireNonNull;

import org.jspecify.annotations.Nullable;

/**
 * Selects workloads by their pods' labels; for a VirtualGateway, gateway Services.
 *
 * @param selector which ones
 * @param kind what they run on
 * @param port a port of them; for Wasm filters alone
 */
public record WorkloadSelector(
    @Nullable ObjectSelector selector, WorkloadKind kind, @Nullable PortSelector port) {

  public WorkloadSelector {
    requireNonNull(kind, "kind");
  }
}
