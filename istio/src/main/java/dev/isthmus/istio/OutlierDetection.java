package dev.isthmus.istio;

import io.soabase.recordbuilder.core.RecordBuilder;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * When an endpoint that fails is left out, and for how long.
 *
 * @see <a
 *     href="https://istio.io/latest/docs/reference/config/networking/destination-rule/#OutlierDetection">OutlierDetection</a>
 */
@RecordBuilder
public record OutlierDetection(
    @Presence @Nullable String baseEjectionTime,
    @Nullable Integer consecutive5xxErrors,
    int consecutiveErrors,
    @Nullable Integer consecutiveGatewayErrors,
    @Nullable Integer consecutiveLocalOriginFailures,
    @Presence @Nullable String interval,
    int maxEjectionPercent,
    int minHealthPercent,
    List<Integer> outlierDetectionHttpErrorCodes,
    boolean splitExternalLocalOriginErrors) {
  public OutlierDetection {
    outlierDetectionHttpErrorCodes = Absent.list(outlierDetectionHttpErrorCodes);
  }
}
