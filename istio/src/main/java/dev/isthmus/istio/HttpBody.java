package dev.isthmus.istio;

import org.jspecify.annotations.Nullable;

/**
 * A response body: text, or bytes in base64.
 *
 * @see <a
 *     href="https://istio.io/latest/docs/reference/config/networking/virtual-service/#HTTPBody">HTTPBody</a>
 */
public record HttpBody(@Presence @Nullable String bytes, @Presence @Nullable String string) {}
