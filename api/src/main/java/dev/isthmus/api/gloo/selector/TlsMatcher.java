package dev.isthmus.api.gloo.selector;

import java.util.List;

/**
 * A condition on a TLS connection. Members are ANDed.
 *
 * @param sniHosts names that the client asks for, ORed; {@code *} as the leftmost label takes any
 * @param port the port; 0: any
 */
public record TlsMatcher(List<String> sniHosts, int port) {

  public TlsMatcher {
    sniHosts = List.copyOf(sniHosts);
  }
}
