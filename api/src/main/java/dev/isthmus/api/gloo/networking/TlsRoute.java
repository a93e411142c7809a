package dev.isthmus.api.gloo.networking;

import static java.util.Objects.requireNonNull;

import dev.isthmus.api.gloo.selector.TlsMatcher;
import java.util.List;

/**
 * A route of TLS connections by server name.
 *
 * @param matchers the connections, ORed; empty: all
 * @param forwardTo where to; destinations alone
 * @param unreadable whether a part of it could not be read: then it is left out
 */
public record TlsRoute(List<TlsMatcher> matchers, ForwardTo forwardTo, boolean unreadable) {

  public TlsRoute {
    matchers = List.copyOf(matchers);
    forwardTo = unreadable ? ForwardTo.NOTHING : requireNonNull(forwardTo, "forwardTo");
  }

  /** A route that could be read. */
  public TlsRoute(List<TlsMatcher> matchers, ForwardTo forwardTo) {
    this(matchers, forwardTo, false);
  }
}
