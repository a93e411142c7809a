package dev.isthmus.api.gloo.admin;

/**
 * How clients reach a destination in another cluster. At most one is set.
 *
 * @param auto as {@code sniRouting}
 * @param sniRouting TLS passes the gateway unopened, found by its server name
 * @param tlsTermination the gateway ends TLS and calls the service
 */
public record ClientMode(boolean auto, boolean sniRouting, boolean tlsTermination) {}
