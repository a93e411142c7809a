package dev.isthmus.translate.emit;

import dev.isthmus.api.Labels;
import dev.isthmus.api.ObjectKey;
import dev.isthmus.api.ObjectRef;
import dev.isthmus.engine.Entries;
import dev.isthmus.engine.Entry;
import dev.isthmus.istio.DestinationRule;
import dev.isthmus.translate.Provenance;
import dev.isthmus.translate.name.Names;
import dev.isthmus.translate.name.VirtualAddress;
import dev.isthmus.translate.plan.Federated;
import dev.isthmus.translate.plan.Offer;
import dev.isthmus.translate.plan.Use;
import dev.isthmus.translate.plan.UseKey;
import dev.isthmus.translate.precedent.AddressKey;
import dev.isthmus.translate.resolve.Backend;
import dev.isthmus.translate.resolve.EastWestGateway;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;

/** One host of a federated service, and the objects that it needs; lives while its rule runs. */
final class FederatedHost {

  private static final String KIND = "-VIRTUAL_DESTINATION-";

  private final Backend backend;
  private final Federated federated;
  private final List<Offer> offers;
  private final Entries<UseKey, Use> users;
  private final String host;
  private final ObjectRef parent;
  private final ObjectKey service;
  private final String hostText;
  private final String serviceText;
  private final boolean younger;
  private final VirtualAddress addresses;
  private final Entries<AddressKey, Integer> deviations;

  FederatedHost(
      Backend backend,
      Federated federated,
      List<Offer> offers,
      Entries<UseKey, Use> users,
      boolean younger,
      Entries<AddressKey, Integer> deviations) {
    this.backend = backend;
    this.federated = federated;
    this.offers = offers;
    this.users = users;
    host = offers.getFirst().host();
    parent = backend.ref();
    service = backend.key();
    hostText = Names.sanitize(host);
    serviceText = service.name() + "-" + service.namespace() + "-" + service.cluster();
    this.younger = younger;
    this.deviations = deviations;
    addresses = VirtualAddress.of(service);
  }

  String name() {
    return host;
  }

  String cluster() {
    return service.cluster();
  }

  /**
   * In the service's own cluster: its pods under the host, visible to all who may call it and to
   * the east-west gateways.
   */
  void emitLocal(List<String> seenBy, Outputs.Sink sink) {
    FederatedSpecs specs =
        new FederatedSpecs(
            offers.getFirst(), backend.selector(), federated.identities().names(), List.of());
    String cluster = service.cluster();
    String namespace = service.namespace();
    String owner = federated.owner();
    sink.put(
        cluster,
        namespace,
        entryName(owner),
        parent,
        specs.localEntry(address(namespace, cluster), seenBy),
        Why.localEntry(backend, federated, offers));
    List<Labels> subsets = List.of();
    for (Entry<UseKey, Use> user : users) {
      if (user.key().host().equals(host)) {
        subsets = Target.union(subsets, user.value().subsets());
      }
    }
    sink.put(
        cluster,
        namespace,
        tlsRuleName(namespace, cluster, owner),
        parent,
        specs.localRule(seenBy, subsets),
        Why.localRule(backend, federated, offers, host, users));
  }

  /** In other clusters: the way through the service's east-west gateways. */
  void emitRemote(
      List<EastWestGateway> via,
      SortedMap<String, SortedMap<String, Target>> targets,
      Outputs.Sink sink) {
    FederatedSpecs specs =
        new FederatedSpecs(
            offers.getFirst(), backend.selector(), federated.identities().names(), via);
    DestinationRule tls = specs.tlsRule(FederatedSpecs.HERE);
    Map<List<Labels>, DestinationRule> subsetRules = new HashMap<>();
    Provenance ofEntry = Why.remoteEntry(backend, federated, offers, host, via, users);
    Provenance ofRule = Why.remoteRule(backend, federated, offers);
    Provenance ofSubsets = Why.subsets(backend, host, users);
    Map<String, String> entryNames = new HashMap<>();
    targets.forEach((cluster, there) ->
        there.forEach((namespace, target) -> {
          String workspace = target.workspace();
          sink.put(
              cluster,
              namespace,
              entryNames.computeIfAbsent(workspace, this::entryName),
              parent,
              specs.remoteEntry(address(namespace, cluster), target.subsets()),
              ofEntry.restingOn(target.clusters()));
          sink.put(
              cluster,
              namespace,
              tlsRuleName(namespace, cluster, workspace),
              parent,
              tls,
              ofRule.restingOn(target.clusters()));
          if (!target.subsets().isEmpty()) {
            sink.put(
                cluster,
                namespace,
                subsetRuleName(workspace),
                parent,
                subsetRules.computeIfAbsent(
                    target.subsets(), s -> specs.subsetRule(FederatedSpecs.HERE, s)),
                ofSubsets);
          }
        }));
  }

  private String name(String pattern) {
    return younger ? Names.ofYounger(pattern, host) : Names.of(pattern);
  }

  private String entryName(String workspace) {
    return name("vd-" + hostText + "-" + workspace);
  }

  private String tlsRuleName(String namespace, String cluster, String workspace) {
    return name(hostText + KIND + serviceText + "-" + namespace + "-" + cluster + "-" + workspace);
  }

  private String subsetRuleName(String workspace) {
    return name(hostText + "-SERVICE-" + serviceText + "-" + workspace);
  }

  private String address(String namespace, String cluster) {
    Integer deviating =
        deviations.isEmpty() ? null : deviations.get(new AddressKey(host, cluster, namespace));
    return VirtualAddress.format(
        deviating == null ? addresses.in(namespace, cluster, 0) : deviating);
  }
}
