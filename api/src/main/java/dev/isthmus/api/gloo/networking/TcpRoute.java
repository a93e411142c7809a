package dev.isthmus.api.gloo.networking;

import static java.util.Objects.requireNonNull;

import dev.isthmus.api.gloo.selector.TcpMatcher;
import java.util.List;

/**
 * A route of connections, on sidecars.
 *
 * @param matchers the connections, ORed; empty: all
 * @param forwardTo where to
 */
public record TcpRoute(List<TcpMatcher> matchers, ForwardTo forwardTo) {

  public TcpRoute {
    matchers = List.copyOf(matchers);
    requireNonNull(forwardTo, "forwardTo");
  }
}
