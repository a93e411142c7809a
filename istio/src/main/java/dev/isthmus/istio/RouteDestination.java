package dev.isthmus.istio;

import org.jspecify.annotations.Nullable;

/**
 * A destination of a TCP or TLS route with its relative weight.
 *
 * @see <a
 *     href="https://istio.io/latest/docs/reference/config/networking/virtual-service/#RouteDestination">RouteDestination</a>
 */
public record RouteDestination(@Nullable Destination destination, int weight) {}
