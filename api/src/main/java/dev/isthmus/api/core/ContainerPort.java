package dev.isthmus.api.core;

import static java.util.Objects.requireNonNull;

/**
 * A port that a container declares.
 *
 * @param name its name, or empty
 * @param port its number
 * @param protocol its transport protocol
 */
public record ContainerPort(String name, int port, PortProtocol protocol) {

  public ContainerPort {
    requireNonNull(name, "name");
    requireNonNull(protocol, "protocol");
  }
}
