package dev.isthmus.api.core;

import static java.util.Objects.requireNonNull;

import dev.isthmus.api.Meta;
import dev.isthmus.api.ObjectKind;
import dev.isthmus.api.Resource;
import java.util.List;

/**
 * Some endpoints of a Service.
 *
 * @param meta its metadata
 * @param service the Service's name, in the same namespace
 * @param ports the ports that all of them have
 * @param endpoints the endpoints
 */
public record EndpointSlice(
    Meta meta, String service, List<EndpointPort> ports, List<Endpoint> endpoints)
    implements Resource {

  public EndpointSlice {
    requireNonNull(meta, "meta");
    requireNonNull(service, "service");
    ports = List.copyOf(ports);
    endpoints = List.copyOf(endpoints);
  }

  @Override
  public ObjectKind kind() {
    return ObjectKind.ENDPOINT_SLICE;
  }
}
