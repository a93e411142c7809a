package dev.isthmus.translate.plan;

import dev.isthmus.translate.resolve.Age;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A federated service. It has identities and a port: otherwise it is not there, and a finding says
 * why.
 *
 * @param age its age and key
 * @param owner the workspace that owns it
 * @param importers the workspaces that see it beside its owner, sorted
 * @param identities the identities behind its host, sorted; never empty
 * @param offers by workspace
 */
public record Federated(
    Age age, String owner, List<String> importers, List<String> identities, List<Offer> offers) {
  public Federated {
    importers = List.copyOf(importers);
    identities = List.copyOf(identities);
    offers = List.copyOf(offers);
    if (identities.isEmpty()) {
      throw new IllegalArgumentException("an empty list of identities accepts any");
    }
  }

  /** What remains when its identities do not matter. */
  FederatedHosts hosts() {
    return new FederatedHosts(age, owner, importers, offers);
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
