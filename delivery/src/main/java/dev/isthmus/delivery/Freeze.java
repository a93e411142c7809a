package dev.isthmus.delivery;

import dev.isthmus.istio.IstioObject;
import java.util.Optional;
import java.util.Set;

/**
 * What keeps its form because a cluster that contributed to it was never heard since this server
 * began: nothing narrows without knowledge.
 *
 * @param neverHeard registered clusters of which a kind was never heard
 * @param management the management cluster: as long as it was not heard, nobody knows which
 *     clusters are registered, and everything keeps its form
 */
public record Freeze(Set<String> neverHeard, String management) {
  public Freeze {
    neverHeard = Set.copyOf(neverHeard);
  }

  /** The cluster that an object waits for before it may lose anything. */
  public Optional<Wait.Frozen> of(IstioObject there) {
    if (neverHeard.contains(management)) {
      return Optional.of(new Wait.Frozen(management));
    }
    Set<String> sources = Sources.of(there);
    // An object that does not say where it comes from may come from anywhere.
    return neverHeard.stream()
        .filter(cluster -> sources.isEmpty() || sources.contains(cluster))
        .sorted()
        .findFirst()
        .map(Wait.Frozen::new);
  }
}
