package dev.isthmus.envoy.scope;

import dev.isthmus.envoy.ClusterState;
import dev.isthmus.envoy.HostName;
import dev.isthmus.envoy.registry.MeshService;
import dev.isthmus.istio.DestinationRule;
import dev.isthmus.istio.IstioObject;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Which DestinationRule holds for a service: one of the caller's namespace, else an exported one of
 * the service's namespace, else an exported one of the root namespace; in each the most specific
 * host. Rules of one host in one namespace are merged as far as {@link MergedRule} says; of those
 * that stay apart the last wins.
 */
public final class DestinationRules {
  private final String rootNamespace;

  /** Namespace → host → rules. */
  private final Map<String, Map<String, List<MergedRule>>> local = new HashMap<>();

  private final Map<String, Map<String, List<MergedRule>>> exported = new HashMap<>();
  private final Map<String, List<MergedRule>> rootPrivate = new HashMap<>();

  public DestinationRules(ClusterState state) {
    rootNamespace = state.mesh().rootNamespace();
    boolean privateByDefault = state.mesh().exports().destinationRules().contains(".");
    state.istio().stream()
        .filter(object -> object.spec() instanceof DestinationRule)
        .sorted(
            Comparator.comparing(DestinationRules::hasNoSelector).thenComparing(Age.OLDEST_FIRST))
        .forEach(object -> add(object, state.mesh().domain(), privateByDefault));
  }

  private static boolean hasNoSelector(IstioObject object) {
    return ((DestinationRule) object.spec()).workloadSelector() == null;
  }

  private void add(IstioObject object, String domain, boolean privateByDefault) {
    DestinationRule rule = (DestinationRule) object.spec();
    String namespace = object.namespace();
    String host = HostName.qualified(rule.host(), namespace, domain);
    Set<String> exportTo =
        rule.workloadSelector() == null ? Set.copyOf(rule.exportTo()) : Set.of(".");
    MergedRule alone = new MergedRule(namespace, object.name(), exportTo, rule);
    if (exportTo.isEmpty()
        || exportTo.contains("*")
        || exportTo.contains(".")
        || exportTo.contains(namespace)) {
      merge(local.computeIfAbsent(namespace, it -> new HashMap<>()), host, alone);
    }
    boolean isPrivate =
        exportTo.isEmpty()
            ? privateByDefault
            : exportTo.size() == 1 && (exportTo.contains(".") || exportTo.contains(namespace));
    if (!isPrivate) {
      merge(exported.computeIfAbsent(namespace, it -> new HashMap<>()), host, alone);
    } else if (namespace.equals(rootNamespace)) {
      merge(rootPrivate, host, alone);
    }
  }

  private static void merge(Map<String, List<MergedRule>> byHost, String host, MergedRule added) {
    List<MergedRule> rules = byHost.computeIfAbsent(host, it -> new ArrayList<>());
    boolean apart = true;
    for (int i = 0; i < rules.size(); i++) {
      MergedRule present = rules.get(i);
      if (!present.takes(added.exportTo(), added.rule())) {
        apart = true;
        continue;
      }
      rules.set(i, present.with(added.rule()));
      apart = !present.replaces(added.rule()) && !present.exportTo().equals(added.exportTo());
    }
    if (apart) {
      rules.add(added);
    }
  }

  /** The rules for a service, seen from a namespace; one of them is for all workloads. */
  List<MergedRule> rulesFor(String namespace, MeshService service) {
    Map<String, List<MergedRule>> own =
        namespace.equals(rootNamespace) ? rootPrivate : local.getOrDefault(namespace, Map.of());
    Optional<List<MergedRule>> ofCaller = HostName.mostSpecific(service.hostname(), own);
    if (ofCaller.isPresent()) {
      return ofCaller.get();
    }
    List<MergedRule> ofService = exportedFrom(service.namespace(), service, namespace);
    return ofService.isEmpty() ? exportedFrom(rootNamespace, service, namespace) : ofService;
  }

  private List<MergedRule> exportedFrom(String owner, MeshService service, String viewer) {
    return HostName.mostSpecific(service.hostname(), exported.getOrDefault(owner, Map.of()))
        .orElse(List.of())
        .stream()
        .filter(rule ->
            rule.exportTo().isEmpty()
                || rule.exportTo().contains("*")
                || rule.exportTo().contains(viewer))
        .toList();
  }
}
