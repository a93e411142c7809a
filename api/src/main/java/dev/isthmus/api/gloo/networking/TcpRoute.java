package dev.isthmus.api.gloo.networking;

import static java.util.Objects.requireNonNull;

import dev.isthmus.api.gloo.selector.TcpMatcher;
import java.util.List;

/**
 * A route of connections, on sidecars.
 *
 * @param matchers the connections, ORed; empty: all
 * @param forwardTo where to
 * @param unreadable whether a part of it could not be read: then it is left out
 */
public record TcpRoute(List<TcpMatcher> matchers, ForwardTo forwardTo, boolean unreadable) {

  public TcpRoute {
    matchers = List.copyOf(matchers);
    forwardTo = unreadable ? ForwardTo.NOTHING : requireNonNull(forwardTo, "forwardTo");
  }

  /** A route that could be read. */
  public TcpRoute(List<TcpMatcher> matchers, ForwardTo forwardTo) {
    this(matchers, forwardTo, false);
  }
}
