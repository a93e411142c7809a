package dev.isthmus.api.gloo.networking;

import static java.util.Objects.requireNonNull;

import dev.isthmus.api.Meta;
import dev.isthmus.api.ObjectKind;
import dev.isthmus.api.Resource;

/** Listeners of gateway workloads, and which RouteTables they serve. */
public record VirtualGateway(Meta meta, VirtualGatewaySpec spec) implements Resource {

  public VirtualGateway {
    requireNonNull(meta, "meta");
    requireNonNull(spec, "spec");
  }

  @Override
  public ObjectKind kind() {
    return ObjectKind.VIRTUAL_GATEWAY;
  }
}
