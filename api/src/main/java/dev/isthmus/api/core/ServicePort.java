package dev.isthmus.api.core;

import static java.util.Objects.requireNonNull;

/**
 * A port of a Service.
 *
 * @param name its name; empty when it is the only one without
 * @param port its number
 * @param protocol its transport protocol
 * @param appProtocol its application protocol, or empty
 * @param nodePort the port of every node that leads to it; 0: none
 * @param targetPort the port of the pods; the Service's own number when none is given
 */
public record ServicePort(
    String name,
    int port,
    PortProtocol protocol,
    String appProtocol,
    int nodePort,
    TargetPort targetPort) {

  public ServicePort {
    requireNonNull(name, "name");
    requireNonNull(protocol, "protocol");
    requireNonNull(appProtocol, "appProtocol");
    requireNonNull(targetPort, "targetPort");
  }
}
