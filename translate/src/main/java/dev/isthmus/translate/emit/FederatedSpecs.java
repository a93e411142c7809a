package dev.isthmus.translate.emit;

import dev.isthmus.api.Labels;
import dev.isthmus.istio.ClientTlsSettings;
import dev.isthmus.istio.ClientTlsSettingsBuilder;
import dev.isthmus.istio.DestinationRule;
import dev.isthmus.istio.PortSelector;
import dev.isthmus.istio.PortTrafficPolicy;
import dev.isthmus.istio.ServiceEntry;
import dev.isthmus.istio.ServicePort;
import dev.isthmus.istio.TrafficPolicy;
import dev.isthmus.istio.TrafficPolicyBuilder;
import dev.isthmus.istio.WorkloadEntry;
import dev.isthmus.istio.WorkloadSelector;
import dev.isthmus.translate.plan.Offer;
import dev.isthmus.translate.resolve.BackendPort;
import dev.isthmus.translate.resolve.EastWestGateway;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * The specs of one federated host (lab 11), made once and shared by all objects that are equal in
 * them.
 */
final class FederatedSpecs {

  /** Visible in its own namespace only. */
  static final List<String> HERE = List.of(".");

  private final List<String> hosts;
  private final String host;
  private final Labels selector;
  private final List<BackendPort> ports;
  private final List<ServicePort> remotePorts;
  private final List<EastWestGateway> gateways;
  private final TrafficPolicy mutualTls;
  private final boolean byName;
  private final Map<List<Labels>, List<WorkloadEntry>> endpoints = new HashMap<>();

  FederatedSpecs(
      Offer offer, Labels selector, List<String> identities, List<EastWestGateway> gateways) {
    this.host = offer.host();
    this.hosts = List.of(host);
    this.selector = selector;
    this.ports = offer.ports();
    this.gateways = gateways;
    this.remotePorts = ports(false);
    this.mutualTls = mutualTls(identities);
    this.byName =
        gateways.stream()
            .flatMap(g -> g.addresses().stream())
            .anyMatch(EastWestGateway.Address::isName);
  }

  private List<ServicePort> ports(boolean target) {
    List<ServicePort> result = new ArrayList<>(ports.size());
    for (BackendPort port : ports) {
      result.add(
          new ServicePort(
              port.entryName(), port.number(), port.protocol(), target ? port.targetPort() : 0));
    }
    return List.copyOf(result);
  }

  private TrafficPolicy mutualTls(List<String> identities) {
    ClientTlsSettings tls =
        ClientTlsSettingsBuilder.builder()
            .mode(ClientTlsSettings.Mode.ISTIO_MUTUAL)
            .subjectAltNames(identities)
            .build();
    List<PortTrafficPolicy> policies = new ArrayList<>(ports.size());
    for (BackendPort port : ports) {
      policies.add(new PortTrafficPolicy(null, null, null, new PortSelector(port.number()), tls));
    }
    return TrafficPolicyBuilder.builder().portLevelSettings(policies).build();
  }

  /** In the service's own cluster: its own pods. */
  ServiceEntry localEntry(String address, List<String> exportTo) {
    return new ServiceEntry(
        List.of(address),
        List.of(),
        exportTo,
        hosts,
        ServiceEntry.Location.MESH_INTERNAL,
        ports(true),
        ServiceEntry.Resolution.STATIC,
        List.of(),
        new WorkloadSelector(selector));
  }

  /** In another cluster: the addresses of the service's east-west gateways. */
  ServiceEntry remoteEntry(String address, List<Labels> subsets) {
    return new ServiceEntry(
        List.of(address),
        endpoints.computeIfAbsent(subsets, this::endpoints),
        HERE,
        hosts,
        ServiceEntry.Location.MESH_INTERNAL,
        remotePorts,
        byName ? ServiceEntry.Resolution.DNS : ServiceEntry.Resolution.STATIC,
        List.of(),
        null);
  }

  /**
   * One endpoint per address and subset in use: the labels of a subset must be on an endpoint, or
   * the subset has none and every request to it gets a 503.
   */
  private List<WorkloadEntry> endpoints(List<Labels> subsets) {
    List<Map<String, String>> labels = new ArrayList<>();
    for (Labels subset : subsets) {
      TreeMap<String, String> both = new TreeMap<>(selector);
      both.putAll(subset);
      Labels united = Labels.copyOf(both);
      if (!labels.contains(united)) {
        labels.add(united);
      }
    }
    if (labels.isEmpty()) {
      labels.add(selector);
    }
    List<WorkloadEntry> endpoints = new ArrayList<>();
    for (EastWestGateway gateway : gateways) {
      for (EastWestGateway.Address address : gateway.addresses()) {
        Map<String, Integer> gatewayPorts = gatewayPorts(address.port());
        for (Map<String, String> each : labels) {
          endpoints.add(
              new WorkloadEntry(address.host(), each, gateway.locality(), "", gatewayPorts, "", 0));
        }
      }
    }
    return List.copyOf(endpoints);
  }

  private Map<String, Integer> gatewayPorts(int port) {
    Map<String, Integer> all = new TreeMap<>();
    for (BackendPort each : ports) {
      all.put(each.entryName(), port);
    }
    return Map.copyOf(all);
  }

  /** Mutual TLS with the identities that may answer. */
  DestinationRule tlsRule(List<String> exportTo) {
    return new DestinationRule(exportTo, host, List.of(), mutualTls, null);
  }

  /**
   * Mutual TLS and the subsets in use, in one rule: the gateway finds subsets by server name. Were
   * they two rules, then while their exportTo changes they would differ for a moment, and Istio
   * drops one of two that differ.
   */
  DestinationRule localRule(List<String> exportTo, Collection<Labels> subsets) {
    return new DestinationRule(exportTo, host, SubsetRules.declared(subsets), mutualTls, null);
  }

  /** The subsets in use. */
  DestinationRule subsetRule(List<String> exportTo, Collection<Labels> subsets) {
    return SubsetRules.of(host, exportTo, subsets);
  }
}
