package dev.isthmus.api.gloo.networking;

import static java.util.Objects.requireNonNull;

import dev.isthmus.api.gloo.selector.TlsMatcher;
import java.util.List;

/**
 * A route of TLS connections by server name.
 *
 * @param matchers the connections, ORed; empty: all
 * @param forwardTo where to; destinations alone
 */
public record TlsRoute(List<TlsMatcher> matchers, ForwardTo forwardTo) {

  public TlsRoute {
    matchers = List.copyOf(matchers);
    requireNonNull(forwardTo, "forwardTo");
  }
}
