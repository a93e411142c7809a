package dev.isthmus.istio;

import io.soabase.recordbuilder.core.RecordBuilder;
import org.jspecify.annotations.Nullable;

/**
 * How often, when and after how long a request is tried again; {@code attempts} 0 means never.
 *
 * @see <a
 *     href="https://istio.io/latest/docs/reference/config/networking/virtual-service/#HTTPRetry">HTTPRetry</a>
 */
@RecordBuilder
public record HttpRetry(
    int attempts,
    @Presence @Nullable String backoff,
    @Presence @Nullable String perTryTimeout,
    @Nullable Boolean retryIgnorePreviousHosts,
    String retryOn,
    @Nullable Boolean retryRemoteLocalities) {
  public HttpRetry {
    retryOn = Absent.text(retryOn);
  }
}
