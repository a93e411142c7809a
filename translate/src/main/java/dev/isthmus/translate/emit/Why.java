package dev.isthmus.translate.emit;

import dev.isthmus.api.Labels;
import dev.isthmus.api.ObjectKey;
import dev.isthmus.api.ObjectKind;
import dev.isthmus.api.ObjectRef;
import dev.isthmus.engine.Entries;
import dev.isthmus.engine.Entry;
import dev.isthmus.translate.Contribution;
import dev.isthmus.translate.Contribution.Role;
import dev.isthmus.translate.Provenance;
import dev.isthmus.translate.Rule;
import dev.isthmus.translate.plan.Federated;
import dev.isthmus.translate.plan.Offer;
import dev.isthmus.translate.plan.Use;
import dev.isthmus.translate.plan.UseKey;
import dev.isthmus.translate.resolve.Backend;
import dev.isthmus.translate.resolve.EastWestGateway;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;

/** Why the objects of a federated service are there. */
final class Why {

  private Why() {}

  static Provenance localEntry(Backend backend, Federated federated, List<Offer> offers) {
    List<Contribution> all = because(offers);
    all.add(of(backend, "ports, selector"));
    return shared(Rule.FEDERATION_LOCAL_ENTRY, all, federated);
  }

  static Provenance remoteRule(Backend backend, Federated federated, List<Offer> offers) {
    List<Contribution> all = because(offers);
    addIdentities(all, backend, federated);
    return shared(Rule.FEDERATION_REMOTE_RULE, all, federated);
  }

  static Provenance localRule(
      Backend backend,
      Federated federated,
      List<Offer> offers,
      String host,
      Entries<UseKey, Use> users) {
    List<Contribution> all = because(offers);
    addIdentities(all, backend, federated);
    Set<String> clusters = addSubsets(all, host, users, "subsets");
    return shared(Rule.FEDERATION_LOCAL_RULE, all, federated).restingOn(clusters);
  }

  static Provenance remoteEntry(
      Backend backend,
      Federated federated,
      List<Offer> offers,
      String host,
      List<EastWestGateway> via,
      Entries<UseKey, Use> users) {
    List<Contribution> all = because(offers);
    all.add(of(backend, "ports, selector"));
    for (EastWestGateway gateway : via) {
      for (EastWestGateway.Address address : gateway.addresses()) {
        all.add(
            new Contribution(
                Role.THROUGH, gateway.ref(), address.host() + ":" + address.port(), "endpoints"));
      }
    }
    Set<String> clusters = addSubsets(all, host, users, "endpoints[].labels");
    return shared(Rule.FEDERATION_REMOTE_ENTRY, all, federated).restingOn(clusters);
  }

  static Provenance subsets(Backend backend, String host, Entries<UseKey, Use> users) {
    List<Contribution> all = new ArrayList<>();
    Set<String> clusters = addSubsets(all, host, users, "subsets");
    all.add(of(backend, ""));
    return new Provenance(Rule.SUBSET_RULE, all).restingOn(clusters);
  }

  private static List<Contribution> because(List<Offer> offers) {
    List<Contribution> all = new ArrayList<>();
    for (Offer offer : offers) {
      all.add(
          new Contribution(
              Role.BECAUSE,
              offer.settings(),
              "federates it for workspace " + offer.workspace(),
              "options.federation"));
      if (!offer.gatewaySettings().equals(offer.settings())) {
        all.add(
            new Contribution(
                Role.THROUGH,
                offer.gatewaySettings(),
                "selects its gateways",
                "options.eastWestGateways"));
      }
    }
    return all;
  }

  /** With the settings by which others see it; it rests on there being identities at all. */
  private static Provenance shared(Rule rule, List<Contribution> all, Federated federated) {
    federated.sharedBy().forEach(settings -> all.add(SharedBy.contribution(settings)));
    return new Provenance(rule, all).restingOn(federated.answering());
  }

  private static void addIdentities(List<Contribution> to, Backend backend, Federated federated) {
    to.add(of(backend, "identities of its workloads"));
    for (ObjectKey service : federated.identities().services()) {
      if (!service.equals(backend.key())) {
        to.add(
            new Contribution(
                Role.OF,
                new ObjectRef(ObjectKind.SERVICE, service),
                "identities of the same service there",
                ""));
      }
    }
  }

  private static Contribution of(Backend backend, String what) {
    return new Contribution(Role.OF, backend.ref(), what, "");
  }

  /** Adds the routes that use subsets of a host; the clusters of what makes those routes. */
  private static Set<String> addSubsets(
      List<Contribution> to, String host, Entries<UseKey, Use> users, String field) {
    Set<String> clusters = new TreeSet<>();
    for (Entry<UseKey, Use> user : users) {
      if (user.key().host().equals(host) && !user.value().subsets().isEmpty()) {
        clusters.addAll(user.value().clusters());
        for (Labels subset : user.value().subsets()) {
          to.add(
              new Contribution(
                  Role.SUBSET,
                  new ObjectRef(ObjectKind.ROUTE_TABLE, user.key().table()),
                  "uses " + text(subset),
                  field));
        }
      }
    }
    return clusters;
  }

  private static String text(Labels labels) {
    StringBuilder text = new StringBuilder();
    labels.forEach((key, value) ->
        text.append(text.isEmpty() ? "" : ",").append(key).append('=').append(value));
    return text.toString();
  }
}
