package dev.isthmus.envoy.route;

import dev.isthmus.envoy.registry.MeshService;
import dev.isthmus.envoy.scope.ProxyScope;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;

/**
 * For whom routes are made.
 *
 * @param scope what the proxy sees
 * @param port the port that requests come to
 * @param gateways the gateways ({@code namespace/name} or {@code mesh}) that are served there
 * @param tls whether the proxy ends TLS there
 * @param services finds a destination's service
 */
record RouteContext(
    ProxyScope scope,
    int port,
    Set<String> gateways,
    boolean tls,
    Function<String, Optional<MeshService>> services) {}
