package dev.isthmus.api.gloo.networking;

import static java.util.Objects.requireNonNull;

import dev.isthmus.api.Labels;
import dev.isthmus.api.gloo.selector.DestinationReference;
import dev.isthmus.api.gloo.selector.DestinationSelector;
import dev.isthmus.api.gloo.selector.ObjectReference;
import dev.isthmus.api.gloo.selector.WorkloadSelector;
import java.util.List;
import java.util.SortedMap;
import org.jspecify.annotations.Nullable;

/**
 * The content of a {@link RouteTable}.
 *
 * @param hosts the hosts of a root table, {@code *} or with {@code *} as leftmost label; empty: a
 *     delegated table
 * @param virtualGateways the gateways that it is for
 * @param workloadSelectors the sidecars that it is for, ORed; without gateways, empty means all
 * @param applyToDestinations waypoints that it is for; not supported
 * @param defaultDestination where a route leads that names no destination
 * @param http routes of requests, in order
 * @param tcp routes of connections, in order
 * @param tls routes of TLS connections by server name, in order
 * @param weight order among tables that one route delegates to, higher first
 * @param portalMetadata what a portal shows; without effect
 * @param failureMode what happens when a route is broken
 * @param virtualServiceAnnotations annotations of the VirtualServices
 */
public record RouteTableSpec(
    List<String> hosts,
    List<ObjectReference> virtualGateways,
    List<WorkloadSelector> workloadSelectors,
    List<DestinationSelector> applyToDestinations,
    @Nullable DestinationReference defaultDestination,
    List<HttpRoute> http,
    List<TcpRoute> tcp,
    List<TlsRoute> tls,
    int weight,
    @Nullable PortalMetadata portalMetadata,
    FailureMode failureMode,
    SortedMap<String, String> virtualServiceAnnotations) {

  public RouteTableSpec {
    hosts = List.copyOf(hosts);
    virtualGateways = List.copyOf(virtualGateways);
    workloadSelectors = List.copyOf(workloadSelectors);
    applyToDestinations = List.copyOf(applyToDestinations);
    http = List.copyOf(http);
    tcp = List.copyOf(tcp);
    tls = List.copyOf(tls);
    requireNonNull(failureMode, "failureMode");
    virtualServiceAnnotations = Labels.copyOf(virtualServiceAnnotations);
  }
}
