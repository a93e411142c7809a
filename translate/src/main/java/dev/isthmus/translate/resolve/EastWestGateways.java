package dev.isthmus.translate.resolve;

import dev.isthmus.api.Labels;
import dev.isthmus.api.ObjectKey;
import dev.isthmus.api.core.LoadBalancerIngress;
import dev.isthmus.api.core.Namespace;
import dev.isthmus.api.core.Service;
import dev.isthmus.api.core.ServicePort;
import dev.isthmus.api.core.ServiceType;
import dev.isthmus.api.gloo.admin.EastWestGatewaySelector;
import dev.isthmus.api.gloo.admin.HostInfo;
import dev.isthmus.api.gloo.selector.ObjectSelector;
import dev.isthmus.api.gloo.selector.PortSelector;
import dev.isthmus.engine.Entry;
import dev.isthmus.engine.GraphBuilder;
import dev.isthmus.engine.In;
import dev.isthmus.engine.Merge;
import dev.isthmus.engine.Out;
import dev.isthmus.engine.Table;
import java.util.ArrayList;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * The east-west gateways of each cluster, as settings select them, with their addresses
 * (docs/translation.md#east-west-gateway).
 */
public final class EastWestGateways {

  /**
   * The name of the pass-through port when settings name none (API reference, eastWestGateways).
   */
  private static final PortSelector TLS = new PortSelector(0, "tls");

  /** Sorted by Service; there is an entry, maybe empty, for every source and registered cluster. */
  public final Table<GatewayPlace, List<EastWestGateway>> table;

  private final Table<String, Settings.GatewaySource> sources;
  private final Table<GatewayPlace, Settings.GatewaySource> places;
  private final GatewayServices services;
  private final Workspaces workspaces;

  public EastWestGateways(
      GraphBuilder graph,
      Clusters clusters,
      Workspaces workspaces,
      SettingsTable settings,
      GatewayServices services) {
    this.services = services;
    this.workspaces = workspaces;
    sources = graph.table("gateway sources", Merge.first());
    places = graph.table("gateway places");
    table = graph.table("east-west gateways");
    graph
        .rule("workspaces of equal gateway settings share them")
        .from(settings.table)
        .emits(sources)
        .each((ws, own, in, out) -> out.put(sources, own.gateways().id(), own.gateways()));
    graph
        .rule("gateway settings hold in every cluster")
        .from(sources)
        .uses(clusters.table)
        .emits(places)
        .each((id, source, in, out) -> {
          for (String cluster : in.all(clusters.table, all -> all.keys())) {
            out.put(places, new GatewayPlace(id, cluster), source);
          }
        });
    graph
        .rule("the east-west gateways of a cluster are the services that settings select")
        .from(places)
        .uses(services.sources())
        .uses(workspaces.memberships)
        .emits(table)
        .each(this::select);
  }

  private void select(GatewayPlace place, Settings.GatewaySource source, In in, Out out) {
    SortedMap<ObjectKey, EastWestGateway> selected = new TreeMap<>();
    for (EastWestGatewaySelector selector : source.selectors()) {
      ObjectSelector wanted = selector.selector();
      if (wanted == null) {
        continue;
      }
      for (Entry<ObjectKey, Service> entry : services.selected(place.cluster(), wanted, in)) {
        Service service = entry.value();
        Membership member = in.get(workspaces.memberships, Workspaces.namespaceOf(entry.key()));
        String owner = member == null ? "" : member.workspace();
        Namespace namespace = services.namespace(entry.key(), in);
        if (namespace != null && Selection.selects(wanted, service.labels(), entry.key(), owner)) {
          selected.putIfAbsent(entry.key(), resolve(service, namespace, owner, selector, in));
        }
      }
    }
    out.put(table, place, List.copyOf(selected.values()));
  }

  private EastWestGateway resolve(
      Service service, Namespace namespace, String owner, EastWestGatewaySelector selector, In in) {
    ServicePort port = port(service, selector.port() == null ? TLS : selector.port());
    Labels pods = Labels.copyOf(service.selector());
    List<EastWestGateway.Address> addresses =
        port == null ? List.of() : addresses(service, port, selector.hostInfoOverrides(), in);
    int targetPort = port == null ? 0 : services.targetPort(service, port, in);
    return new EastWestGateway(
        service.key(),
        owner,
        Workspaces.isAmbient(namespace),
        pods,
        addresses,
        pods.isEmpty() ? 0 : targetPort,
        services.locality(service.key(), pods, in));
  }

  private static @Nullable ServicePort port(Service service, PortSelector selector) {
    for (ServicePort port : service.ports()) {
      boolean named =
          selector.name().isEmpty()
              ? port.port() == selector.number()
              : port.name().equals(selector.name());
      if (named) {
        return port;
      }
    }
    return null;
  }

  private List<EastWestGateway.Address> addresses(
      Service service, ServicePort port, List<HostInfo> overrides, In in) {
    List<EastWestGateway.Address> addresses = new ArrayList<>();
    for (HostInfo override : overrides) {
      addresses.add(
          new EastWestGateway.Address(
              override.addr(), override.port() == 0 ? port.port() : override.port()));
    }
    if (addresses.isEmpty()) {
      for (LoadBalancerIngress ingress : service.ingress()) {
        add(addresses, ingress.ip(), port.port());
      }
    }
    if (addresses.isEmpty()) {
      for (LoadBalancerIngress ingress : service.ingress()) {
        add(addresses, ingress.hostname(), port.port());
      }
    }
    if (addresses.isEmpty()) {
      for (String ip : service.externalIps()) {
        add(addresses, ip, port.port());
      }
    }
    if (addresses.isEmpty() && service.type() == ServiceType.NODE_PORT && port.nodePort() != 0) {
      for (String node :
          services.nodeAddresses(service.key(), Labels.copyOf(service.selector()), in)) {
        add(addresses, node, port.nodePort());
      }
    }
    return addresses;
  }

  private static void add(List<EastWestGateway.Address> addresses, String host, int port) {
    EastWestGateway.Address address = new EastWestGateway.Address(host, port);
    if (!host.isEmpty() && !addresses.contains(address)) {
      addresses.add(address);
    }
  }
}
