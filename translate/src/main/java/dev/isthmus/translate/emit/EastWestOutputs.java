package dev.isthmus.translate.emit;

import dev.isthmus.api.ObjectKey;
import dev.isthmus.api.ObjectRef;
import dev.isthmus.engine.Entries;
import dev.isthmus.engine.GraphBuilder;
import dev.isthmus.engine.In;
import dev.isthmus.engine.Index;
import dev.isthmus.engine.Out;
import dev.isthmus.istio.Gateway;
import dev.isthmus.istio.Server;
import dev.isthmus.istio.ServerPort;
import dev.isthmus.istio.ServerTlsSettings;
import dev.isthmus.istio.ServerTlsSettingsBuilder;
import dev.isthmus.translate.Contribution;
import dev.isthmus.translate.Contribution.Role;
import dev.isthmus.translate.Provenance;
import dev.isthmus.translate.Rule;
import dev.isthmus.translate.finding.Findings;
import dev.isthmus.translate.name.GatewayNames;
import dev.isthmus.translate.plan.FederatedHosts;
import dev.isthmus.translate.plan.Federation;
import dev.isthmus.translate.plan.NameClaims;
import dev.isthmus.translate.plan.Offer;
import dev.isthmus.translate.precedent.Precedents;
import dev.isthmus.translate.resolve.Age;
import dev.isthmus.translate.resolve.Clusters;
import dev.isthmus.translate.resolve.EastWestGateway;
import dev.isthmus.translate.resolve.EastWestGateways;
import dev.isthmus.translate.resolve.GatewayPlace;
import dev.isthmus.translate.resolve.Management;
import dev.isthmus.translate.resolve.One;
import java.util.ArrayList;
import java.util.List;
import java.util.SortedSet;
import java.util.TreeSet;

/**
 * What lets requests for federated hosts in at their cluster: a Gateway of mode AUTO_PASSTHROUGH
 * for each east-west gateway, with the hosts one by one (docs/translation.md#east-west-gateway).
 */
public final class EastWestOutputs {

  /** The federated hosts of a cluster whose Gateway is made for one settings object. */
  record Hosts(ObjectRef settings, GatewayPlace place) implements Comparable<Hosts> {
    @Override
    public int compareTo(Hosts other) {
      int order = settings.compareTo(other.settings);
      return order == 0 ? place.compareTo(other.place) : order;
    }
  }

  private final Clusters clusters;
  private final EastWestGateways gateways;
  private final NameClaims names;
  private final Findings findings;
  private final Outputs outputs;

  public EastWestOutputs(
      GraphBuilder graph,
      Clusters clusters,
      EastWestGateways gateways,
      Federation federation,
      Precedents precedents,
      Findings findings,
      Outputs outputs) {
    this.clusters = clusters;
    this.gateways = gateways;
    names = new NameClaims(graph, "gateway settings", precedents, findings);
    this.findings = findings;
    this.outputs = outputs;
    Index<Hosts, ObjectKey, FederatedHosts> byGateway =
        graph.index("federated services by gateway", federation.hosts, EastWestOutputs::places);
    graph
        .rule("settings take names for their gateways")
        .from(byGateway)
        .emits(names.claims)
        .each((place, services, in, out) ->
            names.claim(
                GatewayNames.text(place.settings()),
                place.settings(),
                new Age(null, place.settings().key()),
                out));
    graph
        .rule("federation: the east-west gateways of a cluster let its hosts in")
        .from(byGateway)
        .uses(clusters.management, clusters.table, gateways.table)
        .uses(names.younger)
        .uses(outputs.sources())
        .emits(outputs.table, findings.table)
        .each(this::emit);
  }

  private static List<Hosts> places(ObjectKey service, FederatedHosts federated) {
    List<Hosts> places = new ArrayList<>(1);
    for (Offer offer : federated.offers()) {
      Hosts place =
          new Hosts(
              offer.gatewaySettings(), new GatewayPlace(offer.gatewaySource(), service.cluster()));
      if (!places.contains(place)) {
        places.add(place);
      }
    }
    return places;
  }

  private void emit(Hosts place, Entries<ObjectKey, FederatedHosts> services, In in, Out out) {
    Management home = in.get(clusters.management, One.ONE);
    List<EastWestGateway> selected = in.get(gateways.table, place.place());
    if (home == null || selected == null) {
      return;
    }
    boolean needed = in.all(clusters.table, all -> all.size() > 1);
    if (needed && selected.isEmpty()) {
      findings.put(out, GatewayFindings.noGateway(place.settings(), place.place().cluster()));
    }
    SortedSet<String> hosts = new TreeSet<>();
    SortedSet<String> clusters = new TreeSet<>();
    services.forEach((_, federated) -> {
      for (Offer offer : federated.offers()) {
        if (isLetIn(offer, place)) {
          hosts.add(offer.host());
          clusters.addAll(federated.restsOn());
        }
      }
    });
    for (EastWestGateway gateway : selected) {
      if (needed) {
        GatewayFindings.of(place.settings(), gateway, findings, out);
      }
      if (gateway.targetPort() != 0 && !gateway.ambient()) {
        boolean younger =
            names.isYounger(GatewayNames.text(place.settings()), place.settings(), in);
        String name =
            GatewayNames.of(place.settings(), gateway.key(), home, gateway.owner(), younger);
        emit(place, gateway, hosts, clusters, name, outputs.sink(in, out));
      }
    }
  }

  private void emit(
      Hosts place,
      EastWestGateway gateway,
      SortedSet<String> hosts,
      SortedSet<String> clusters,
      String name,
      Outputs.Sink sink) {
    ServerTlsSettings tls =
        ServerTlsSettingsBuilder.builder().mode(ServerTlsSettings.Mode.AUTO_PASSTHROUGH).build();
    Server server =
        new Server(
            "",
            "",
            List.copyOf(hosts),
            "",
            new ServerPort("tls", gateway.targetPort(), "TLS", 0),
            tls);
    sink.put(
        gateway.key().cluster(),
        gateway.key().namespace(),
        name,
        place.settings(),
        new Gateway(gateway.selector(), List.of(server)),
        new Provenance(
                Rule.EAST_WEST_GATEWAY,
                List.of(
                    new Contribution(
                        Role.BECAUSE,
                        place.settings(),
                        "selects the gateway for federated services",
                        "options.eastWestGateways"),
                    new Contribution(Role.OF, gateway.ref(), "selector, port", "servers[0].port")))
            .restingOn(clusters));
  }

  private static boolean isLetIn(Offer offer, Hosts place) {
    return offer.gatewaySettings().equals(place.settings())
        && offer.gatewaySource().equals(place.place().source());
  }
}
