package dev.isthmus.istio;

import java.util.List;

/**
 * A route for TLS connections that are not terminated, by SNI.
 *
 * @see <a
 *     href="https://istio.io/latest/docs/reference/config/networking/virtual-service/#TLSRoute">TLSRoute</a>
 */
public record TlsRoute(List<TlsMatchAttributes> match, List<RouteDestination> route) {
  public TlsRoute {
    match = Absent.list(match);
    route = Absent.list(route);
  }
}
