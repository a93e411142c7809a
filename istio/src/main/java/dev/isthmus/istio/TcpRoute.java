package dev.isthmus.istio;

import java.util.List;

/**
 * A route for TCP connections.
 *
 * @see <a
 *     href="https://istio.io/latest/docs/reference/config/networking/virtual-service/#TCPRoute">TCPRoute</a>
 */
public record TcpRoute(List<L4MatchAttributes> match, List<RouteDestination> route) {
  public TcpRoute {
    match = Absent.list(match);
    route = Absent.list(route);
  }
}
