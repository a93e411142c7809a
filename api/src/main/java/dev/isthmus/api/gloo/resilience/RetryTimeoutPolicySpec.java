package dev.isthmus.api.gloo.resilience;

import dev.isthmus.api.gloo.selector.RouteSelector;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The content of a {@link RetryTimeoutPolicy}.
 *
 * @param applyToRoutes the routes, ORed; empty: all routes of the workspace
 * @param config time-out and retries
 */
public record RetryTimeoutPolicySpec(
    List<RouteSelector> applyToRoutes, @Nullable RetryTimeout config) {

  public RetryTimeoutPolicySpec {
    applyToRoutes = List.copyOf(applyToRoutes);
  }
}
