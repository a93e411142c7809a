package dev.isthmus.translate.property;

import static dev.isthmus.translate.property.Invariant.must;

import dev.isthmus.api.core.PortProtocol;
import dev.isthmus.api.core.Service;
import dev.isthmus.istio.Destination;
import dev.isthmus.istio.DestinationRule;
import dev.isthmus.istio.HttpRoute;
import dev.isthmus.istio.ServiceEntry;
import dev.isthmus.istio.Subset;
import dev.isthmus.istio.VirtualService;
import dev.isthmus.translate.property.Mesh.At;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** No route of ours leads nowhere. */
final class RouteInvariants {
  private RouteInvariants() {}

  static void everyRouteDoesSomething(Mesh mesh) {
    for (At<VirtualService> at : mesh.virtualServices()) {
      VirtualService spec = at.spec();
      must(
          spec.http().size() + spec.tcp().size() + spec.tls().size() > 0,
          "a VirtualService has a route",
          at);
      for (HttpRoute route : spec.http()) {
        int actions =
            (route.route().isEmpty() ? 0 : 1)
                + (route.redirect() == null ? 0 : 1)
                + (route.directResponse() == null ? 0 : 1);
        must(actions == 1, "an HTTP route has one action", at + " " + route.name());
      }
    }
  }

  static void everyDestinationIsVisible(Mesh mesh) {
    for (At<VirtualService> at : mesh.virtualServices()) {
      for (Destination destination : destinations(at.spec())) {
        String cluster = at.key().cluster();
        String host = destination.host();
        var entry = mesh.entry(cluster, at.key().namespace(), host);
        List<Service> services = mesh.services(cluster, host);
        must(
            entry.isPresent() || !services.isEmpty(),
            "a destination's host is visible",
            at + " " + host);
        List<Integer> ports =
            entry
                .map(e -> e.spec().ports().stream().map(p -> p.number()).toList())
                .orElseGet(() ->
                    services.stream()
                        .flatMap(s -> s.ports().stream())
                        .filter(p -> p.protocol() != PortProtocol.UDP)
                        .map(p -> p.port())
                        .toList());
        boolean there =
            destination.port() == null
                ? ports.size() == 1
                : ports.contains(destination.port().number());
        must(there, "a destination's port is there", at + " " + destination + " has " + ports);
      }
    }
  }

  /**
   * The rules that Istio takes have equal exportTo, or it drops all but one, and hold the subset.
   */
  static void everySubsetHasARuleThatIstioMerges(Mesh mesh) {
    for (At<VirtualService> at : mesh.virtualServices()) {
      for (Destination destination : destinations(at.spec())) {
        if (!destination.subset().isEmpty()) {
          subset(mesh, at, destination);
        }
      }
    }
  }

  static @Nullable Subset find(List<At<DestinationRule>> rules, String subset) {
    return rules.stream()
        .flatMap(rule -> rule.spec().subsets().stream())
        .filter(s -> s.name().equals(subset))
        .findFirst()
        .orElse(null);
  }

  /** Of rules whose exportTo differs Istio takes one: each of them must have the subset. */
  static boolean merged(List<At<DestinationRule>> rules, String subset) {
    return !rules.isEmpty()
        && rules.stream()
            .collect(Collectors.groupingBy(rule -> rule.spec().exportTo()))
            .values()
            .stream()
            .allMatch(group -> find(group, subset) != null);
  }

  /** Rules of one host in one namespace have one exportTo: Istio drops the others in silence. */
  static void rulesOfAHostHaveOneExportTo(Mesh mesh) {
    Map<String, At<DestinationRule>> firsts = new HashMap<>();
    for (At<DestinationRule> at : mesh.rules()) {
      String place = at.key().cluster() + " " + at.key().namespace() + " " + at.spec().host();
      At<DestinationRule> first = firsts.putIfAbsent(place, at);
      must(
          first == null || first.spec().exportTo().equals(at.spec().exportTo()),
          "rules of a host have one exportTo",
          at + " and " + first);
    }
  }

  private static void subset(Mesh mesh, At<VirtualService> at, Destination destination) {
    String cluster = at.key().cluster();
    String client = at.key().namespace();
    String host = destination.host();
    Optional<At<ServiceEntry>> entry = mesh.entry(cluster, client, host);
    String server =
        entry
            .map(e -> e.key().namespace())
            .or(() -> mesh.services(cluster, host).stream().map(s -> s.namespace()).findFirst())
            .orElse(client);
    List<At<DestinationRule>> rules = mesh.rules(cluster, client, server, host);
    String where = at + " " + destination + " rules " + rules;
    must(merged(rules, destination.subset()), "a subset has a rule that Istio merges", where);
    Subset subset = find(rules, destination.subset());
    if (entry.isPresent() && entry.get().spec().workloadSelector() == null) {
      endpoint(mesh, entry.get(), Objects.requireNonNull(subset), where);
    }
  }

  /**
   * Where the service's own cluster has workloads of the subset, the entry has an endpoint for it.
   */
  private static void endpoint(Mesh mesh, At<ServiceEntry> entry, Subset subset, String where) {
    At<ServiceEntry> home = mesh.home(entry.spec().hosts().getFirst()).orElse(null);
    if (home == null) {
      return; // FederationInvariants says so
    }
    var labels = new TreeMap<>(Objects.requireNonNull(home.spec().workloadSelector()).labels());
    labels.putAll(subset.labels());
    if (mesh.hasWorkload(home.key().cluster(), home.key().namespace(), labels)) {
      must(
          entry.spec().endpoints().stream()
              .anyMatch(e -> e.labels().entrySet().containsAll(subset.labels().entrySet())),
          "a subset that workloads have has an endpoint",
          where + " " + entry.spec().endpoints());
    }
  }

  /** Istio merges VirtualServices of one host on gateways, but takes one of them on sidecars. */
  static void oneVirtualServicePerHostOnSidecars(Mesh mesh) {
    Map<String, String> holders = new HashMap<>();
    for (At<VirtualService> at : mesh.virtualServices()) {
      if (at.spec().gateways().contains("mesh") || at.spec().gateways().isEmpty()) {
        for (String host : at.spec().hosts()) {
          String place = at.key().cluster() + " " + at.key().namespace() + " " + host;
          String holder = holders.putIfAbsent(place, at.toString());
          must(
              holder == null, "one VirtualService holds a host on sidecars", at + " and " + holder);
        }
      }
    }
  }

  static List<Destination> destinations(VirtualService spec) {
    var destinations = new ArrayList<@Nullable Destination>();
    spec.http()
        .forEach(route -> {
          route.route().forEach(r -> destinations.add(r.destination()));
          destinations.add(route.mirror());
        });
    spec.tcp().forEach(route -> route.route().forEach(r -> destinations.add(r.destination())));
    spec.tls().forEach(route -> route.route().forEach(r -> destinations.add(r.destination())));
    var present = new ArrayList<Destination>();
    for (Destination destination : destinations) {
      if (destination != null) {
        present.add(destination);
      }
    }
    return present;
  }
}
