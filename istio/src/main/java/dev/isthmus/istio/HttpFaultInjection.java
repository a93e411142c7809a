package dev.isthmus.istio;

import io.soabase.recordbuilder.core.RecordBuilder;
import org.jspecify.annotations.Nullable;

/**
 * Faults that are made on purpose.
 *
 * @see <a
 *     href="https://istio.io/latest/docs/reference/config/networking/virtual-service/#HTTPFaultInjection">HTTPFaultInjection</a>
 */
public record HttpFaultInjection(@Nullable Abort abort, @Nullable Delay delay) {
  /** Ends a share of the requests with a status; one of the statuses is set. */
  @RecordBuilder
  public record Abort(
      @Presence @Nullable String grpcStatus,
      @Presence @Nullable String http2Error,
      @Nullable Integer httpStatus,
      @Nullable Percent percentage) {}

  /** Delays a share of the requests; one of the delays is set. */
  @RecordBuilder
  public record Delay(
      @Presence @Nullable String exponentialDelay,
      @Presence @Nullable String fixedDelay,
      int percent,
      @Nullable Percent percentage) {}
}
