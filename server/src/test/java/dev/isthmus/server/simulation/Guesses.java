package dev.isthmus.server.simulation;

import dev.isthmus.delivery.IstioKey;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import java.util.SortedMap;
import java.util.SortedSet;

/**
 * What servers have added while a cluster was unknown to them. It rests on nothing of that cluster,
 * so a user's change of what it does rest on may take it away, though it might have stayed if the
 * cluster had been known.
 */
final class Guesses {
  /** By object and fact, the clusters that were unknown when it was added last. */
  private final Map<IstioKey, Map<String, Set<String>>> made = new HashMap<>();

  void gained(IstioKey key, Set<String> facts, Set<String> unknown) {
    for (String fact : facts) {
      made.computeIfAbsent(key, _ -> new HashMap<>()).put(fact, Set.copyOf(unknown));
    }
  }

  /** Leaves of what is lost that only which does not come from such a guess. */
  void forgive(SortedMap<IstioKey, SortedSet<String>> lost, Set<String> unknown) {
    lost.forEach((key, facts) ->
        facts.removeIf(fact ->
            !unknown.isEmpty()
                && made.getOrDefault(key, Map.of())
                    .getOrDefault(fact, Set.of())
                    .containsAll(unknown)));
    lost.values().removeIf(Set::isEmpty);
  }
}
