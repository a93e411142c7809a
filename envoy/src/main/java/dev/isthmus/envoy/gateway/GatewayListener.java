package dev.isthmus.envoy.gateway;

import dev.isthmus.envoy.registry.Protocol;
import java.util.List;

/**
 * The servers that share one address, port and protocol.
 *
 * @param port the pod's port
 * @param bind the address; empty: all
 * @param protocol the protocol
 * @param servers the servers, oldest Gateway first
 */
public record GatewayListener(
    int port, String bind, Protocol protocol, List<GatewayServer> servers) {
  public GatewayListener {
    servers = List.copyOf(servers);
  }
}
