package dev.isthmus.translate.plan;

import dev.isthmus.api.ObjectRef;
import dev.isthmus.translate.resolve.Age;
import dev.isthmus.translate.resolve.Identities;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * A federated service. It has identities and a port: otherwise it is not there, and a finding says
 * why.
 *
 * @param age its age and key
 * @param owner the workspace that owns it
 * @param importers the workspaces that see it beside its owner, sorted
 * @param sharedBy the settings by which they see it
 * @param identities the identities behind its host
 * @param offers by workspace
 */
public record Federated(
    Age age,
    String owner,
    List<String> importers,
    List<ObjectRef> sharedBy,
    Identities identities,
    List<Offer> offers) {
  public Federated {
    importers = List.copyOf(importers);
    sharedBy = List.copyOf(sharedBy);
    offers = List.copyOf(offers);
    if (identities.names().isEmpty()) {
      throw new IllegalArgumentException("an empty list of identities accepts any");
    }
  }

  /** What remains when its identities do not matter. */
  FederatedHosts hosts() {
    return new FederatedHosts(age, owner, importers, offers, restsOn());
  }

  /** The clusters without which it would be offered by nobody, or not by all. */
  private Set<String> restsOn() {
    Set<String> clusters = new TreeSet<>(answering());
    for (Offer offer : offers) {
      clusters.add(offer.settings().key().cluster());
      if (!offer.workspace().equals(owner)) {
        sharedBy.forEach(settings -> clusters.add(settings.key().cluster()));
      }
    }
    return clusters;
  }

  /**
   * The other clusters by whose workloads alone it has identities; empty when workloads of its own
   * cluster have some.
   */
  public Set<String> answering() {
    Set<String> clusters = new TreeSet<>();
    identities.services().forEach(each -> clusters.add(each.cluster()));
    return clusters.contains(age.key().cluster()) ? Set.of() : clusters;
  }

  /**
   * The offer that routes of a workspace use: its own, else the owner's; null if neither federates
   * it.
   */
  public @Nullable Offer offerFor(String workspace) {
    Offer ofOwner = null;
    for (Offer offer : offers) {
      if (offer.workspace().equals(workspace)) {
        return offer;
      }
      if (offer.workspace().equals(owner)) {
        ofOwner = offer;
      }
    }
    return ofOwner;
  }
}
