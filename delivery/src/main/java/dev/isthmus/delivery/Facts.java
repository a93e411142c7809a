package dev.isthmus.delivery;

import dev.isthmus.istio.ClientTlsSettings;
import dev.isthmus.istio.Destination;
import dev.isthmus.istio.DestinationRule;
import dev.isthmus.istio.Gateway;
import dev.isthmus.istio.IstioObject;
import dev.isthmus.istio.PortTrafficPolicy;
import dev.isthmus.istio.Server;
import dev.isthmus.istio.ServiceEntry;
import dev.isthmus.istio.Subset;
import dev.isthmus.istio.TrafficPolicy;
import dev.isthmus.istio.VirtualService;
import dev.isthmus.istio.WorkloadEntry;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.SortedSet;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * What traffic can rest on in an object, as words: that it is there, and each host, endpoint,
 * subset, identity, destination and namespace that may see it. An object is narrowed when it loses
 * one of them.
 */
public final class Facts {
  /** That it is there. */
  public static final String OBJECT = "the object";

  private final SortedSet<String> facts = new TreeSet<>();

  private Facts() {}

  /** All of an object; none where there is none. */
  public static SortedSet<String> of(@Nullable IstioObject object) {
    Facts all = new Facts();
    if (object != null) {
      all.facts.add(OBJECT);
      switch (object.spec()) {
        case ServiceEntry entry -> all.entry(entry);
        case DestinationRule rule -> all.rule(rule);
        case VirtualService routes -> all.routes(routes);
        case Gateway gateway -> all.gateway(gateway);
        default -> {}
      }
    }
    return all.facts;
  }

  /** What an object loses by a change: empty unless the change narrows it. */
  public static SortedSet<String> lost(@Nullable IstioObject before, @Nullable IstioObject after) {
    if (before == null || (after != null && before.spec().equals(after.spec()))) {
      return new TreeSet<>();
    }
    SortedSet<String> lost = of(before);
    lost.removeAll(of(after));
    return lost;
  }

  /** Whether a change takes anything away. */
  public static boolean narrows(@Nullable IstioObject before, @Nullable IstioObject after) {
    return before != null && (after == null || !lost(before, after).isEmpty());
  }

  private void all(String what, List<String> values) {
    values.forEach(value -> facts.add(what + " " + value));
  }

  private void exportTo(List<String> namespaces) {
    all("exportTo", namespaces.isEmpty() ? List.of("*") : namespaces);
  }

  private void entry(ServiceEntry entry) {
    all("host", entry.hosts());
    all("address", entry.addresses());
    all("identity", entry.subjectAltNames());
    exportTo(entry.exportTo());
    entry.ports().forEach(port -> facts.add("port " + port.number()));
    if (entry.workloadSelector() != null) {
      facts.add("workloads");
    }
    for (WorkloadEntry endpoint : entry.endpoints()) {
      String place = "endpoint " + endpoint.address() + " " + endpoint.ports();
      facts.add(place);
      endpoint.labels().forEach((key, value) -> facts.add(place + " " + key + "=" + value));
    }
  }

  private void rule(DestinationRule rule) {
    facts.add("host " + rule.host());
    exportTo(rule.exportTo());
    for (Subset subset : rule.subsets()) {
      facts.add("subset " + subset.name());
    }
    TrafficPolicy policy = rule.trafficPolicy();
    if (policy != null) {
      identities("", policy.tls());
      for (PortTrafficPolicy port : policy.portLevelSettings()) {
        identities(port.port() == null ? "" : " of " + port.port().number(), port.tls());
      }
    }
  }

  private void identities(String port, @Nullable ClientTlsSettings tls) {
    if (tls != null) {
      all("identity" + port, tls.subjectAltNames());
    }
  }

  private void routes(VirtualService routes) {
    all("host", routes.hosts());
    all("gateway", routes.gateways());
    exportTo(routes.exportTo());
    for (Destination destination : destinations(routes)) {
      facts.add("destination " + destination.host() + " " + destination.subset());
    }
  }

  /** Of a change that narrows: a rule's host, or the hosts to which routes do not lead any more. */
  public static Set<String> hostsLost(IstioObject before, @Nullable IstioObject after) {
    Set<String> hosts = new TreeSet<>();
    if (before.spec() instanceof DestinationRule rule) {
      hosts.add(rule.host());
    } else if (before.spec() instanceof VirtualService routes) {
      destinations(routes).forEach(to -> hosts.add(to.host()));
      if (after != null && after.spec() instanceof VirtualService then) {
        destinations(then).forEach(to -> hosts.remove(to.host()));
      }
    }
    return hosts;
  }

  /** Where a VirtualService's routes lead, mirrors too. */
  static List<Destination> destinations(VirtualService routes) {
    List<@Nullable Destination> all = new ArrayList<>();
    routes
        .http()
        .forEach(route -> {
          route.route().forEach(to -> all.add(to.destination()));
          route.mirrors().forEach(to -> all.add(to.destination()));
          all.add(route.mirror());
        });
    routes.tcp().forEach(route -> route.route().forEach(to -> all.add(to.destination())));
    routes.tls().forEach(route -> route.route().forEach(to -> all.add(to.destination())));
    List<Destination> present = new ArrayList<>();
    for (Destination destination : all) {
      if (destination != null) {
        present.add(destination);
      }
    }
    return present;
  }

  private void gateway(Gateway gateway) {
    for (Server server : gateway.servers()) {
      String port = server.port() == null ? "" : " on " + server.port().number();
      server.hosts().forEach(host -> facts.add("host " + host + port));
    }
  }
}
