package dev.isthmus.api.core;

import static java.util.Objects.requireNonNull;

/**
 * An address of a node.
 *
 * @param type its kind
 * @param address an IP address or a name
 */
public record NodeAddress(NodeAddressType type, String address) {

  public NodeAddress {
    requireNonNull(type, "type");
    requireNonNull(address, "address");
  }
}
