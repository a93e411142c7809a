package dev.isthmus.api.core;

import static java.util.Objects.requireNonNull;

/**
 * A port of endpoints.
 *
 * @param name the name of the Service's port
 * @param port the number at the endpoints; 0: any
 * @param protocol its transport protocol
 * @param appProtocol its application protocol, or empty
 */
public record EndpointPort(String name, int port, PortProtocol protocol, String appProtocol) {

  public EndpointPort {
    requireNonNull(name, "name");
    requireNonNull(protocol, "protocol");
    requireNonNull(appProtocol, "appProtocol");
  }
}
