package dev.isthmus.translate.plan;

import dev.isthmus.translate.resolve.Age;
import java.util.List;
import java.util.Set;
import java.util.function.Function;

/**
 * A federated service without its identities: what decides addresses and the hosts of gateways.
 * Identities come and go with pods; who looks at this is not asked again for it.
 *
 * @param age its age and key
 * @param owner the workspace that owns it
 * @param importers the workspaces that see it beside its owner, sorted
 * @param offers by workspace
 * @param restsOn the clusters without which it would be offered by nobody, or not by all
 */
public record FederatedHosts(
    Age age, String owner, List<String> importers, List<Offer> offers, Set<String> restsOn) {
  public FederatedHosts {
    importers = List.copyOf(importers);
    offers = List.copyOf(offers);
    restsOn = Set.copyOf(restsOn);
  }

  /** Each host once, in the order of the offers. */
  List<String> names() {
    return distinct(Offer::host);
  }

  /** Each workspace that federates it once, in the order of the offers. */
  List<String> federating() {
    return distinct(Offer::workspace);
  }

  private List<String> distinct(Function<Offer, String> part) {
    return offers.size() == 1
        ? List.of(part.apply(offers.getFirst()))
        : offers.stream().map(part).distinct().toList();
  }
}
