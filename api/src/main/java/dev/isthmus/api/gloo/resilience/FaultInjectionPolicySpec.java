package dev.isthmus.api.gloo.resilience;

import dev.isthmus.api.gloo.selector.RouteSelector;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The content of a {@link FaultInjectionPolicy}.
 *
 * @param applyToRoutes the routes, ORed; empty: all routes of the workspace
 * @param config the faults
 */
public record FaultInjectionPolicySpec(
    List<RouteSelector> applyToRoutes, @Nullable FaultInjection config) {

  public FaultInjectionPolicySpec {
    applyToRoutes = List.copyOf(applyToRoutes);
  }
}
