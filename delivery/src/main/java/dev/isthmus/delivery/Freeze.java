package dev.isthmus.delivery;

import dev.isthmus.istio.IstioObject;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

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

  /**
   * The cluster that an object waits for before it may lose anything, even only the name of that
   * cluster among those that it comes from: without it the next change would find the object free.
   */
  public Optional<Wait.Frozen> of(@Nullable IstioObject there, @Nullable IstioObject wanted) {
    if (there == null || neverHeard.isEmpty()) {
      return Optional.empty();
    }
    boolean narrows = Facts.narrows(there, wanted);
    Set<String> sources = Sources.of(there);
    if (!narrows && wanted != null) {
      sources.removeAll(Sources.of(wanted)); // it loses no more than these names
    }
    if (neverHeard.contains(management)) {
      return narrows || !sources.isEmpty()
          ? Optional.of(new Wait.Frozen(management))
          : Optional.empty();
    }
    if (narrows && sources.isEmpty()) {
      sources.addAll(neverHeard); // it does not say where it comes from: from anywhere, then
    }
    sources.retainAll(neverHeard);
    return sources.stream().findFirst().map(Wait.Frozen::new);
  }
}
