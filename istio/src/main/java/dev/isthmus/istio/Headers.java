package dev.isthmus.istio;

import org.jspecify.annotations.Nullable;

/**
 * Changes to the headers of a request and its response.
 *
 * @see <a
 *     href="https://istio.io/latest/docs/reference/config/networking/virtual-service/#Headers">Headers</a>
 */
public record Headers(@Nullable HeaderOperations request, @Nullable HeaderOperations response) {}
