package dev.isthmus.envoy.route;

import com.google.protobuf.ByteString;
import dev.isthmus.istio.HttpBody;
import dev.isthmus.istio.HttpDirectResponse;
import dev.isthmus.istio.HttpRedirect;
import io.envoyproxy.envoy.config.core.v3.DataSource;
import io.envoyproxy.envoy.config.route.v3.DirectResponseAction;
import io.envoyproxy.envoy.config.route.v3.RedirectAction;
import io.envoyproxy.envoy.config.route.v3.Route;
import java.util.Base64;

/** Answers that the proxy gives itself. */
final class Redirects {
  private Redirects() {}

  static void apply(Route.Builder route, HttpRedirect redirect, RouteContext context) {
    RedirectAction.Builder result =
        RedirectAction.newBuilder()
            .setHostRedirect(redirect.authority())
            .setPathRedirect(redirect.uri())
            .setPortRedirect(port(redirect, context));
    if (!redirect.scheme().isEmpty()) {
      result.setSchemeRedirect(redirect.scheme());
    }
    switch (redirect.redirectCode()) {
      case 0, 301 -> result.setResponseCode(RedirectAction.RedirectResponseCode.MOVED_PERMANENTLY);
      case 302 -> result.setResponseCode(RedirectAction.RedirectResponseCode.FOUND);
      case 303 -> result.setResponseCode(RedirectAction.RedirectResponseCode.SEE_OTHER);
      case 307 -> result.setResponseCode(RedirectAction.RedirectResponseCode.TEMPORARY_REDIRECT);
      case 308 -> result.setResponseCode(RedirectAction.RedirectResponseCode.PERMANENT_REDIRECT);
      default -> {
        return;
      }
    }
    route.setRedirect(result);
  }

  /** The port that is named; 0 when the scheme's own is meant. */
  private static int port(HttpRedirect redirect, RouteContext context) {
    int port =
        redirect.port() != null
            ? redirect.port()
            : redirect.derivePort() == HttpRedirect.RedirectPortSelection.FROM_REQUEST_PORT
                ? context.port()
                : 0;
    String scheme =
        redirect.scheme().isEmpty() ? (context.tls() ? "https" : "http") : redirect.scheme();
    boolean usual =
        (port == 80 && scheme.equals("http")) || (port == 443 && scheme.equals("https"));
    return usual ? 0 : port;
  }

  static DirectResponseAction response(HttpDirectResponse response) {
    DirectResponseAction.Builder result =
        DirectResponseAction.newBuilder().setStatus(response.status());
    HttpBody body = response.body();
    if (body != null && body.string() != null) {
      result.setBody(DataSource.newBuilder().setInlineString(body.string()));
    } else if (body != null && body.bytes() != null) {
      byte[] bytes = Base64.getDecoder().decode(body.bytes());
      result.setBody(DataSource.newBuilder().setInlineBytes(ByteString.copyFrom(bytes)));
    }
    return result.build();
  }
}
