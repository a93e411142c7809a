package dev.isthmus.istio;

import org.jspecify.annotations.Nullable;

/**
 * A destination with its relative weight; the weight counts only among several.
 *
 * @see <a
 *     href="https://istio.io/latest/docs/reference/config/networking/virtual-service/#HTTPRouteDestination">HTTPRouteDestination</a>
 */
public record HttpRouteDestination(
    @Nullable Destination destination, @Nullable Headers headers, int weight) {}
