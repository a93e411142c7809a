package dev.isthmus.envoy.registry;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Services of type ExternalName are other names of the services that they stand for (istiod's
 * {@code resolveServiceAliases}).
 */
final class Aliases {
  private Aliases() {}

  /** The same services, each with the names that stand for it, maybe by way of other names. */
  static List<MeshService> resolve(List<MeshService> services) {
    Map<String, String> targets = new HashMap<>();
    List<MeshService> aliases =
        services.stream()
            .filter(it -> it.resolution() == Resolution.ALIAS)
            .sorted(
                Comparator.comparing(MeshService::namespace).thenComparing(MeshService::hostname))
            .toList();
    aliases.forEach(it -> targets.put(it.hostname(), it.aliasOf()));
    Map<String, List<String>> names = new HashMap<>();
    for (MeshService alias : aliases) {
      concrete(alias, targets)
          .ifPresent(
              host -> names.computeIfAbsent(host, it -> new ArrayList<>()).add(alias.hostname()));
    }
    return services.stream()
        .map(it -> it.withAliases(names.getOrDefault(it.hostname(), List.of())))
        .toList();
  }

  /** What a name stands for in the end; nothing where names stand for each other. */
  private static Optional<String> concrete(MeshService alias, Map<String, String> targets) {
    Set<String> seen = new HashSet<>(Set.of(alias.hostname()));
    String host = alias.aliasOf();
    while (targets.containsKey(host)) {
      if (!seen.add(host)) {
        return Optional.empty();
      }
      host = targets.getOrDefault(host, host);
    }
    return Optional.of(host);
  }
}
