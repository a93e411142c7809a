package dev.isthmus.istio;

import io.soabase.recordbuilder.core.RecordBuilder;
import org.jspecify.annotations.Nullable;

/**
 * Answers with a redirect; at most one of {@code port} and {@code derivePort}.
 *
 * @see <a
 *     href="https://istio.io/latest/docs/reference/config/networking/virtual-service/#HTTPRedirect">HTTPRedirect</a>
 */
@RecordBuilder
public record HttpRedirect(
    String authority,
    RedirectPortSelection derivePort,
    @Nullable Integer port,
    @Presence @Nullable String prefixRewrite,
    int redirectCode,
    String scheme,
    String uri) {
  public HttpRedirect {
    authority = Absent.text(authority);
    derivePort = Absent.constant(derivePort, RedirectPortSelection.FROM_PROTOCOL_DEFAULT);
    scheme = Absent.text(scheme);
    uri = Absent.text(uri);
  }

  /** Where the port comes from. */
  public enum RedirectPortSelection {
    FROM_PROTOCOL_DEFAULT,
    FROM_REQUEST_PORT
  }
}
