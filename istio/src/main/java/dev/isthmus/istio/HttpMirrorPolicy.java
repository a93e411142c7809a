package dev.isthmus.istio;

import org.jspecify.annotations.Nullable;

/**
 * A destination that gets a copy of a share of the requests.
 *
 * @see <a
 *     href="https://istio.io/latest/docs/reference/config/networking/virtual-service/#HTTPMirrorPolicy">HTTPMirrorPolicy</a>
 */
public record HttpMirrorPolicy(@Nullable Destination destination, @Nullable Percent percentage) {}
