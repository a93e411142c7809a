package dev.isthmus.translate.property;

import static dev.isthmus.translate.property.Invariant.must;

import dev.isthmus.istio.DestinationRule;
import dev.isthmus.istio.Gateway;
import dev.isthmus.istio.HttpMatchRequest;
import dev.isthmus.istio.HttpRoute;
import dev.isthmus.istio.Server;
import dev.isthmus.istio.ServerTlsSettings;
import dev.isthmus.istio.ServiceEntry;
import dev.isthmus.istio.ServicePort;
import dev.isthmus.istio.VirtualService;
import dev.isthmus.istio.WorkloadEntry;
import dev.isthmus.translate.property.Mesh.At;
import java.util.HashSet;
import java.util.List;
import java.util.regex.Pattern;

/**
 * What istiod's validating webhook refuses (istio pkg/config/validation): one refused object would
 * stop everything that is applied with it. Only the checks that a user's words could make our
 * objects fail.
 */
final class IstioValidity {
  private static final Pattern FQDN =
      Pattern.compile(
          "(\\*|(\\*\\.)?[a-z0-9]([-a-z0-9]*[a-z0-9])?(\\.[a-z0-9]([-a-z0-9]*[a-z0-9])?)*)");
  private static final Pattern LABEL = Pattern.compile("[a-z0-9A-Z]([-_.a-z0-9A-Z]*[a-z0-9A-Z])?");
  private static final Pattern IP =
      Pattern.compile("[0-9]+(\\.[0-9]+){3}|[0-9a-fA-F]*:[0-9a-fA-F:.]*");

  private IstioValidity() {}

  static void istiodWouldTakeIt(Mesh mesh) {
    mesh.virtualServices().forEach(IstioValidity::virtualService);
    mesh.entries().forEach(IstioValidity::entry);
    mesh.rules().forEach(IstioValidity::rule);
    mesh.gateways().forEach(IstioValidity::gateway);
  }

  private static void virtualService(At<VirtualService> at) {
    VirtualService spec = at.spec();
    boolean mesh = spec.gateways().isEmpty() || spec.gateways().contains("mesh");
    hosts(at, spec.hosts());
    for (String host : spec.hosts()) {
      boolean covered =
          host.startsWith("*")
              && spec.hosts().stream()
                  .anyMatch(other -> !other.equals(host) && other.endsWith(host.substring(1)));
      must(!covered, "hosts do not overlap", at + " " + spec.hosts());
    }
    must(!mesh || !spec.hosts().contains("*"), "* is no host for sidecars", at);
    for (HttpRoute route : spec.http()) {
      weights(at, route);
      for (HttpMatchRequest match : route.match()) {
        headers(at, match);
      }
      if (route.fault() != null) {
        must(
            route.fault().abort() != null || route.fault().delay() != null,
            "a fault has a delay or an abort",
            at);
      }
    }
  }

  private static void weights(At<VirtualService> at, HttpRoute route) {
    int total = route.route().stream().mapToInt(r -> r.weight()).sum();
    must(
        route.route().size() < 2 || total > 0, "weights are not all zero", at + " " + route.name());
    route.route().forEach(r -> must(r.weight() >= 0, "a weight is not negative", at));
  }

  private static void headers(At<VirtualService> at, HttpMatchRequest match) {
    for (String name : match.headers().keySet()) {
      must(!name.isEmpty(), "a header has a name", at);
    }
    for (String name : match.withoutHeaders().keySet()) {
      must(!name.isEmpty(), "a header has a name", at);
    }
  }

  private static void entry(At<ServiceEntry> at) {
    ServiceEntry spec = at.spec();
    hosts(at, spec.hosts());
    must(
        spec.workloadSelector() == null || spec.endpoints().isEmpty(),
        "an entry has a selector or endpoints",
        at);
    var names = new HashSet<String>();
    var numbers = new HashSet<Integer>();
    must(!spec.ports().isEmpty(), "an entry has a port", at);
    for (ServicePort port : spec.ports()) {
      must(names.add(port.name()), "port names differ", at);
      must(numbers.add(port.number()), "port numbers differ", at);
      must(port.number() > 0 && port.number() < 65536, "a port is a port", at);
    }
    for (WorkloadEntry endpoint : spec.endpoints()) {
      must(!endpoint.address().isEmpty(), "an endpoint has an address", at);
      if (spec.resolution() == ServiceEntry.Resolution.STATIC) {
        must(
            IP.matcher(endpoint.address()).matches(),
            "STATIC has IP addresses",
            at + " " + endpoint);
      }
      must(names.containsAll(endpoint.ports().keySet()), "endpoint ports are the entry's", at);
      labels(at, endpoint.labels());
    }
    if (spec.workloadSelector() != null) {
      must(!spec.workloadSelector().labels().isEmpty(), "a selector selects by labels", at);
      labels(at, spec.workloadSelector().labels());
    } else {
      must(!spec.endpoints().isEmpty(), "a STATIC or DNS entry has endpoints", at);
    }
  }

  private static void rule(At<DestinationRule> at) {
    hosts(at, List.of(at.spec().host()));
    var names = new HashSet<String>();
    for (var subset : at.spec().subsets()) {
      must(names.add(subset.name()), "subset names differ", at + " " + subset);
      must(LABEL.matcher(subset.name()).matches(), "a subset's name is a label", at + " " + subset);
      must(!subset.labels().isEmpty(), "a subset has labels", at);
      labels(at, subset.labels());
    }
    must(
        at.spec().trafficPolicy() != null || !at.spec().subsets().isEmpty(),
        "a rule says something",
        at);
  }

  private static void gateway(At<Gateway> at) {
    must(!at.spec().servers().isEmpty(), "a Gateway has a server", at);
    var names = new HashSet<String>();
    for (Server server : at.spec().servers()) {
      must(!server.hosts().isEmpty(), "a server has hosts", at);
      must(server.port() != null && names.add(server.port().name()), "server names differ", at);
      for (String host : server.hosts()) {
        String name = host.substring(host.indexOf('/') + 1);
        must(FQDN.matcher(name).matches(), "a server's host is a name", at + " " + host);
      }
      ServerTlsSettings tls = server.tls();
      if (tls != null
          && (tls.mode() == ServerTlsSettings.Mode.SIMPLE
              || tls.mode() == ServerTlsSettings.Mode.MUTUAL)) {
        boolean certificate =
            !tls.credentialName().isEmpty()
                || !tls.serverCertificate().isEmpty()
                || tls.httpsRedirect();
        must(certificate, "a server that ends TLS has a certificate", at);
      }
    }
  }

  private static void hosts(At<?> at, List<String> hosts) {
    must(!hosts.isEmpty(), "there is a host", at);
    must(new HashSet<>(hosts).size() == hosts.size(), "hosts differ", at + " " + hosts);
    for (String host : hosts) {
      must(
          host.length() <= 253 && FQDN.matcher(host).matches(),
          "a host is a name",
          at + " " + host);
    }
  }

  private static void labels(At<?> at, java.util.Map<String, String> labels) {
    labels.forEach((key, value) ->
        must(
            value.isEmpty() || (value.length() <= 63 && LABEL.matcher(value).matches()),
            "a label's value is valid",
            at + " " + key + "=" + value));
  }
}
