package dev.isthmus.istio;

import io.soabase.recordbuilder.core.RecordBuilder;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Which cross-origin requests browsers may make.
 *
 * @see <a
 *     href="https://istio.io/latest/docs/reference/config/networking/virtual-service/#CorsPolicy">CorsPolicy</a>
 */
@RecordBuilder
public record CorsPolicy(
    @Nullable Boolean allowCredentials,
    List<String> allowHeaders,
    List<String> allowMethods,
    List<String> allowOrigin,
    List<StringMatch> allowOrigins,
    List<String> exposeHeaders,
    @Presence @Nullable String maxAge,
    UnmatchedPreflights unmatchedPreflights) {
  public CorsPolicy {
    allowHeaders = Absent.list(allowHeaders);
    allowMethods = Absent.list(allowMethods);
    allowOrigin = Absent.list(allowOrigin);
    allowOrigins = Absent.list(allowOrigins);
    exposeHeaders = Absent.list(exposeHeaders);
    unmatchedPreflights = Absent.constant(unmatchedPreflights, UnmatchedPreflights.UNSPECIFIED);
  }

  /** What happens to preflight requests of other origins. */
  public enum UnmatchedPreflights {
    UNSPECIFIED,
    FORWARD,
    IGNORE
  }
}
