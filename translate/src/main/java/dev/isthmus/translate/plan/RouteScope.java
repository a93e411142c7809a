package dev.isthmus.translate.plan;

import dev.isthmus.api.ObjectKey;
import dev.isthmus.api.ObjectRef;
import java.util.Collections;
import java.util.List;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * The proxies of a workspace that a root RouteTable is for.
 *
 * @param owner the table's own workspace
 * @param sidecars where it is for sidecars, by cluster
 * @param gateways the gateways that it binds
 * @param named services of other clusters that its hosts name
 * @param sharedBy the settings by which the table's workspace sees services that its hosts name
 */
public record RouteScope(
    String owner,
    SortedMap<String, Sidecars> sidecars,
    List<Binding> gateways,
    SortedSet<ObjectKey> named,
    SortedSet<ObjectRef> sharedBy) {
  public RouteScope {
    sidecars = Collections.unmodifiableSortedMap(new TreeMap<>(sidecars));
    gateways = List.copyOf(gateways);
    named = Collections.unmodifiableSortedSet(new TreeSet<>(named));
    sharedBy = Collections.unmodifiableSortedSet(new TreeSet<>(sharedBy));
  }

  /**
   * The sidecars of a cluster.
   *
   * @param hosts those of the table's hosts that it may route there
   * @param namespaces the namespaces with workloads that it may select, sorted
   */
  public record Sidecars(List<String> hosts, List<String> namespaces) {
    public Sidecars {
      hosts = List.copyOf(hosts);
      namespaces = List.copyOf(namespaces);
    }
  }

  /**
   * A gateway.
   *
   * @param workload the gateway
   * @param hosts those of the table's hosts that its VirtualGateway allows
   */
  public record Binding(GatewayWorkload workload, List<String> hosts) {
    public Binding {
      hosts = List.copyOf(hosts);
    }
  }
}
