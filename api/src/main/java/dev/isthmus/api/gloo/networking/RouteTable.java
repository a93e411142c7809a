package dev.isthmus.api.gloo.networking;

import static java.util.Objects.requireNonNull;

import dev.isthmus.api.Meta;
import dev.isthmus.api.ObjectKind;
import dev.isthmus.api.Resource;

/** Routes of hosts, on gateways and on sidecars. */
public record RouteTable(Meta meta, RouteTableSpec spec) implements Resource {

  public RouteTable {
    requireNonNull(meta, "meta");
    requireNonNull(spec, "spec");
  }

  @Override
  public ObjectKind kind() {
    return ObjectKind.ROUTE_TABLE;
  }
}
