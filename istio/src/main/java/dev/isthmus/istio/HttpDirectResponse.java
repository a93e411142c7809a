package dev.isthmus.istio;

import org.jspecify.annotations.Nullable;

/**
 * Answers with a status and an optional body.
 *
 * @see <a
 *     href="https://istio.io/latest/docs/reference/config/networking/virtual-service/#HTTPDirectResponse">HTTPDirectResponse</a>
 */
public record HttpDirectResponse(@Nullable HttpBody body, int status) {}
