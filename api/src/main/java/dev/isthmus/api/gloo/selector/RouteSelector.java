package dev.isthmus.api.gloo.selector;

import org.jspecify.annotations.Nullable;

/**
 * Selects routes: by labels or by destination. With neither: all routes.
 *
 * @param route by labels
 * @param withDestinations routes that lead to a destination that this selects
 */
public record RouteSelector(
    @Nullable RouteLabelSelector route, @Nullable DestinationSelector withDestinations) {}
