package dev.isthmus.api.gloo.admin;

import static java.util.Objects.requireNonNull;

/**
 * An address of a gateway.
 *
 * @param addr an IP address or a name
 * @param port the port; 0: the discovered one
 */
public record HostInfo(String addr, int port) {

  public HostInfo {
    requireNonNull(addr, "addr");
  }
}
