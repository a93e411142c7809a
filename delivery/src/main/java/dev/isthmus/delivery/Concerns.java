package dev.isthmus.delivery;

import dev.isthmus.istio.DestinationRule;
import dev.isthmus.istio.Gateway;
import dev.isthmus.istio.IstioObject;
import dev.isthmus.istio.Server;
import dev.isthmus.istio.ServiceEntry;
import dev.isthmus.istio.VirtualService;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * What a change is about: hosts, and gateways by name. Changes that share none of them do not
 * depend on each other. A Gateway lists many hosts; a change of it is about those that come or go.
 */
final class Concerns {
  private Concerns() {}

  /**
   * What the change of an object is about.
   *
   * @param forms all forms that it may have before, on the way, and afterwards
   */
  static Set<String> of(IstioKey key, Collection<@Nullable IstioObject> forms) {
    Set<String> concerns = new HashSet<>();
    for (IstioObject form : forms) {
      if (form != null) {
        add(key, form, concerns);
      }
    }
    gateways(key, forms, concerns);
    return concerns;
  }

  private static void add(IstioKey key, IstioObject form, Set<String> concerns) {
    switch (form.spec()) {
      case ServiceEntry entry -> concerns.addAll(entry.hosts());
      case DestinationRule rule -> concerns.add(rule.host());
      case VirtualService routes -> {
        concerns.addAll(routes.hosts());
        Facts.destinations(routes).forEach(to -> concerns.add(to.host()));
        for (String gateway : routes.gateways()) {
          concerns.add(gateway(key.cluster(), key.namespace(), gateway));
        }
      }
      default -> {}
    }
  }

  /** Servers that are not in all forms are what it is about; if none is, the object as a whole. */
  private static void gateways(
      IstioKey key, Collection<@Nullable IstioObject> forms, Set<String> concerns) {
    Set<Server> some = new HashSet<>();
    Set<Server> all = null;
    boolean gateway = false;
    for (IstioObject form : forms) {
      List<Server> servers =
          form != null && form.spec() instanceof Gateway g ? singles(g) : List.of();
      gateway |= form != null && form.spec() instanceof Gateway;
      some.addAll(servers);
      if (all == null) {
        all = new HashSet<>(servers);
      } else {
        all.retainAll(servers);
      }
    }
    if (!gateway || all == null) {
      return;
    }
    Set<Server> differing = new HashSet<>(some);
    differing.removeAll(all);
    concerns.add(gateway(key.cluster(), key.namespace(), key.name()));
    for (Server server : differing.isEmpty() || reselects(forms) ? some : differing) {
      server.hosts().forEach(host -> concerns.add(host.substring(host.indexOf('/') + 1)));
    }
  }

  private static boolean reselects(Collection<@Nullable IstioObject> forms) {
    Set<Object> selectors = new HashSet<>();
    for (IstioObject form : forms) {
      if (form != null && form.spec() instanceof Gateway gateway) {
        selectors.add(gateway.selector());
      }
    }
    return selectors.size() > 1;
  }

  /** Each host of each server as a server of its own. */
  private static List<Server> singles(Gateway gateway) {
    return gateway.servers().stream()
        .flatMap(s ->
            s.hosts().stream()
                .map(host ->
                    new Server(
                        s.bind(), s.defaultEndpoint(), List.of(host), s.name(), s.port(), s.tls())))
        .toList();
  }

  private static String gateway(String cluster, String namespace, String name) {
    return "gateway " + cluster + " " + (name.contains("/") ? name : namespace + "/" + name);
  }
}
