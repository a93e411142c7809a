package dev.isthmus.delivery;

import dev.isthmus.istio.DestinationRule;
import dev.isthmus.istio.DestinationRuleBuilder;
import dev.isthmus.istio.IstioObject;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Rules of a host of which one comes and another goes, as where a namespace changes its workspace.
 * Istio merges two rules of one host and namespace only if their {@code exportTo} is equal, and
 * drops the younger one otherwise: while both are there, both have the exports of both.
 */
final class SharedExports {
  private record Place(String cluster, String namespace, String host) {}

  private final Map<Place, List<String>> exports = new HashMap<>();

  SharedExports(Map<IstioKey, IstioObject> before, Map<IstioKey, IstioObject> after) {
    Map<Place, List<DestinationRule>> coming = only(after, before);
    only(before, after)
        .forEach((place, going) -> {
          List<DestinationRule> rules = new ArrayList<>(going);
          rules.addAll(coming.getOrDefault(place, List.of()));
          Set<List<String>> different = new HashSet<>();
          rules.forEach(rule -> different.add(rule.exportTo()));
          if (rules.size() > going.size() && different.size() > 1) {
            exports.put(place, different.stream().reduce(Widening::visible).orElseThrow());
          }
        });
  }

  private static Map<Place, List<DestinationRule>> only(
      Map<IstioKey, IstioObject> here, Map<IstioKey, IstioObject> notThere) {
    Map<Place, List<DestinationRule>> rules = new HashMap<>();
    here.forEach((key, object) -> {
      if (object.spec() instanceof DestinationRule rule && !notThere.containsKey(key)) {
        rules.computeIfAbsent(place(key, rule), _ -> new ArrayList<>()).add(rule);
      }
    });
    return rules;
  }

  private static Place place(IstioKey key, DestinationRule rule) {
    return new Place(key.cluster(), key.namespace(), rule.host());
  }

  /** The form of an object that comes or goes while both are there; itself where it is alone. */
  IstioObject meanwhile(IstioKey key, IstioObject object) {
    if (object.spec() instanceof DestinationRule rule) {
      List<String> shared = exports.get(place(key, rule));
      if (shared != null && !shared.equals(rule.exportTo())) {
        return new IstioObject(
            object.namespace(),
            object.name(),
            object.labels(),
            object.annotations(),
            object.created(),
            DestinationRuleBuilder.builder(rule).exportTo(shared).build());
      }
    }
    return object;
  }
}
