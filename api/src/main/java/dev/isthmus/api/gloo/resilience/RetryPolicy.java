package dev.isthmus.api.gloo.resilience;

import static java.util.Objects.requireNonNull;

import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * When and how often a request is tried again.
 *
 * @param attempts how often; null: 2; 0: never
 * @param perTryTimeout how long one attempt may take
 * @param retryOn Envoy's conditions and status codes, separated by commas
 * @param retryRemoteLocalities other localities are tried too; null: not said
 */
public record RetryPolicy(
    @Nullable Integer attempts,
    @Nullable Duration perTryTimeout,
    String retryOn,
    @Nullable Boolean retryRemoteLocalities) {

  public RetryPolicy {
    requireNonNull(retryOn, "retryOn");
  }
}
