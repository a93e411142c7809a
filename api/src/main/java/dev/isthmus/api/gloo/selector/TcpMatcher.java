package dev.isthmus.api.gloo.selector;

/**
 * A condition on a connection.
 *
 * @param port the port; 0: any
 */
public record TcpMatcher(int port) {}
