package dev.isthmus.translate.plan;

import java.util.Collections;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * The proxies of a workspace that a root RouteTable is for.
 *
 * @param owner the table's own workspace
 * @param sidecars where it is for sidecars, by cluster
 * @param gateways the gateways that it binds
 */
public record RouteScope(
    String owner, SortedMap<String, Sidecars> sidecars, List<Binding> gateways) {
  public RouteScope {
    sidecars = Collections.unmodifiableSortedMap(new TreeMap<>(sidecars));
    gateways = List.copyOf(gateways);
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
