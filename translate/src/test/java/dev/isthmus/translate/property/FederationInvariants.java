package dev.isthmus.translate.property;

import static dev.isthmus.translate.property.Invariant.must;

import dev.isthmus.istio.ClientTlsSettings;
import dev.isthmus.istio.Destination;
import dev.isthmus.istio.DestinationRule;
import dev.isthmus.istio.Gateway;
import dev.isthmus.istio.Server;
import dev.isthmus.istio.ServerTlsSettings;
import dev.isthmus.istio.ServiceEntry;
import dev.isthmus.istio.ServicePort;
import dev.isthmus.istio.VirtualService;
import dev.isthmus.translate.property.Mesh.At;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/** What is reached from another cluster is let in there, and nobody is trusted by accident. */
final class FederationInvariants {
  private FederationInvariants() {}

  /** An empty list of names accepts any certificate of the mesh. */
  static void noListOfIdentitiesIsEmpty(Mesh mesh) {
    for (At<DestinationRule> at : mesh.rules()) {
      for (ClientTlsSettings tls : tls(at.spec())) {
        must(!tls.subjectAltNames().isEmpty(), "a list of identities is not empty", at);
        for (String identity : tls.subjectAltNames()) {
          must(
              identity.matches("spiffe://[^/]+/ns/[^/]+/sa/[^/]+"),
              "an identity is a SPIFFE id",
              at + " " + identity);
        }
      }
    }
  }

  /** Wherever an entry is, mutual TLS is set for each of its ports by the rule beside it. */
  static void everyPortOfAnEntryHasMutualTls(Mesh mesh) {
    for (At<ServiceEntry> entry : mesh.entries()) {
      String namespace = entry.key().namespace();
      String host = entry.spec().hosts().getFirst();
      var secured = new HashSet<Integer>();
      for (At<DestinationRule> rule :
          mesh.rules(entry.key().cluster(), namespace, namespace, host)) {
        if (rule.spec().trafficPolicy() != null) {
          rule.spec().trafficPolicy().portLevelSettings().stream()
              .filter(p -> p.tls() != null && p.port() != null)
              .forEach(p -> secured.add(p.port().number()));
        }
      }
      for (ServicePort port : entry.spec().ports()) {
        must(secured.contains(port.number()), "a port of an entry has TLS", entry + " " + port);
      }
    }
  }

  /**
   * A remote entry's service has an entry at home, and each east-west gateway there lets its host
   * in and sees it.
   */
  static void whatIsReachedFromElsewhereIsLetIn(Mesh mesh) {
    for (At<ServiceEntry> entry : mesh.entries()) {
      if (!entry.spec().endpoints().isEmpty()) {
        String host = entry.spec().hosts().getFirst();
        At<ServiceEntry> home = mesh.home(host).orElse(null);
        must(home != null, "a remote entry has one at home", entry);
        if (home != null) {
          must(
              !home.key().cluster().equals(entry.key().cluster()),
              "an entry is remote or at home, not both",
              entry + " " + home);
          letIn(mesh, home, host);
        }
      }
    }
  }

  private static void letIn(Mesh mesh, At<ServiceEntry> home, String host) {
    List<At<Gateway>> gateways =
        mesh.gateways().stream()
            .filter(g -> g.key().cluster().equals(home.key().cluster()))
            .filter(g -> passthroughHosts(g.spec()).contains(host))
            .toList();
    must(!gateways.isEmpty(), "an east-west gateway lets the host in", home);
    Set<String> subsets = subsetsInUse(mesh, home, host);
    for (At<Gateway> gateway : gateways) {
      String namespace = gateway.key().namespace();
      must(
          Mesh.isVisible(home.key(), home.spec().exportTo(), namespace),
          "the gateway sees the entry",
          gateway + " " + home);
      List<At<DestinationRule>> rules =
          mesh.rules(home.key().cluster(), namespace, home.key().namespace(), host);
      must(!rules.isEmpty(), "the gateway sees the rules", gateway + " " + home);
      for (String subset : subsets) {
        must(
            RouteInvariants.merged(rules, subset),
            "the gateway knows the subset",
            gateway + " " + host + " " + subset);
      }
    }
  }

  private static Set<String> subsetsInUse(Mesh mesh, At<ServiceEntry> home, String host) {
    var subsets = new HashSet<String>();
    for (At<VirtualService> at : mesh.virtualServices()) {
      if (!at.key().cluster().equals(home.key().cluster())) {
        for (Destination destination : RouteInvariants.destinations(at.spec())) {
          if (destination.host().equals(host) && !destination.subset().isEmpty()) {
            subsets.add(destination.subset());
          }
        }
      }
    }
    return subsets;
  }

  /** What the gateway passes on is listed one by one. */
  static void thePassthroughListsHosts(Mesh mesh) {
    for (At<Gateway> at : mesh.gateways()) {
      if (at.key().name().startsWith("workspacesettings")) {
        for (String host : passthroughHosts(at.spec())) {
          must(!host.contains("*"), "an east-west gateway lists its hosts", at + " " + host);
        }
      }
    }
  }

  private static List<String> passthroughHosts(Gateway gateway) {
    var hosts = new ArrayList<String>();
    for (Server server : gateway.servers()) {
      if (server.tls() != null && server.tls().mode() == ServerTlsSettings.Mode.AUTO_PASSTHROUGH) {
        hosts.addAll(server.hosts());
      }
    }
    return hosts;
  }

  private static List<ClientTlsSettings> tls(DestinationRule rule) {
    var all = new ArrayList<ClientTlsSettings>();
    if (rule.trafficPolicy() != null) {
      if (rule.trafficPolicy().tls() != null) {
        all.add(rule.trafficPolicy().tls());
      }
      rule.trafficPolicy()
          .portLevelSettings()
          .forEach(p -> {
            if (p.tls() != null) {
              all.add(p.tls());
            }
          });
    }
    return all;
  }
}
