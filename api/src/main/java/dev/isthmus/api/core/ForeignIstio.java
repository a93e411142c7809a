package dev.isthmus.api.core;

import static java.util.Objects.requireNonNull;

import dev.isthmus.api.Meta;
import dev.isthmus.api.ObjectKind;
import dev.isthmus.api.Resource;
import java.util.List;

/**
 * An Istio object that is in a cluster, ours or not: as much as is needed to see whether it stands
 * in the way of ours.
 *
 * @param kind its kind; the version is the one that it was read in
 * @param meta its metadata
 * @param hosts the hosts that it is about: of a VirtualService, ServiceEntry, or a Gateway's
 *     servers; a DestinationRule's one host; none for other kinds
 * @param exportTo the namespaces that see it; empty: as the mesh says, mostly all
 * @param gateways the gateways of a VirtualService; empty for other kinds
 * @param passthroughHosts the hosts of a Gateway's servers of mode AUTO_PASSTHROUGH
 */
public record ForeignIstio(
    ObjectKind kind,
    Meta meta,
    List<String> hosts,
    List<String> exportTo,
    List<String> gateways,
    List<String> passthroughHosts)
    implements Resource {

  public ForeignIstio {
    requireNonNull(kind, "kind");
    requireNonNull(meta, "meta");
    hosts = List.copyOf(hosts);
    exportTo = List.copyOf(exportTo);
    gateways = List.copyOf(gateways);
    passthroughHosts = List.copyOf(passthroughHosts);
  }
}
