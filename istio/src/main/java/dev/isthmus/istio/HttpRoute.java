package dev.isthmus.istio;

import com.fasterxml.jackson.annotation.JsonAlias;
import io.soabase.recordbuilder.core.RecordBuilder;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * One route: what it matches (any of {@code match}, or all) and what it does; at most one of {@code
 * route}, {@code redirect}, {@code directResponse} and {@code delegate}.
 *
 * @see <a
 *     href="https://istio.io/latest/docs/reference/config/networking/virtual-service/#HTTPRoute">HTTPRoute</a>
 */
@RecordBuilder
public record HttpRoute(
    @Nullable CorsPolicy corsPolicy,
    @Nullable Delegate delegate,
    @Nullable HttpDirectResponse directResponse,
    @Nullable HttpFaultInjection fault,
    @Nullable Headers headers,
    List<HttpMatchRequest> match,
    @Nullable Destination mirror,
    @JsonAlias("mirror_percent") @Nullable Integer mirrorPercent,
    @Nullable Percent mirrorPercentage,
    List<HttpMirrorPolicy> mirrors,
    String name,
    @Nullable HttpRedirect redirect,
    @Nullable HttpRetry retries,
    @Nullable HttpRewrite rewrite,
    List<HttpRouteDestination> route,
    @Presence @Nullable String timeout) {
  public HttpRoute {
    match = Absent.list(match);
    mirrors = Absent.list(mirrors);
    name = Absent.text(name);
    route = Absent.list(route);
  }

  /** The VirtualService whose routes stand here; an empty namespace is the root's own. */
  public record Delegate(String name, String namespace) {
    public Delegate {
      name = Absent.text(name);
      namespace = Absent.text(namespace);
    }
  }
}
