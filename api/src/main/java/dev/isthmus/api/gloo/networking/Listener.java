package dev.isthmus.api.gloo.networking;

import static java.util.Objects.requireNonNull;

import dev.isthmus.api.gloo.selector.PortSelector;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A port of a gateway. At most one of {@code tls} and {@code httpsRedirect}, and of {@code http}
 * and {@code tcp}, is set.
 *
 * @param port a port of the gateway's Service
 * @param tls how TLS is ended or passed through; null: none
 * @param httpsRedirect answer 301 to https
 * @param http requests
 * @param tcp connections
 * @param allowedRouteTables which tables it serves, ORed; empty: any visible one
 * @param exposedExternalServices external services that are reached through it; not supported
 * @param appProtocol the protocol; empty: by type and TLS
 */
public record Listener(
    @Nullable PortSelector port,
    @Nullable TlsConfig tls,
    boolean httpsRedirect,
    boolean http,
    boolean tcp,
    List<RouteTableFilter> allowedRouteTables,
    List<ExternalServiceFilter> exposedExternalServices,
    String appProtocol) {

  public Listener {
    allowedRouteTables = List.copyOf(allowedRouteTables);
    exposedExternalServices = List.copyOf(exposedExternalServices);
    requireNonNull(appProtocol, "appProtocol");
  }
}
