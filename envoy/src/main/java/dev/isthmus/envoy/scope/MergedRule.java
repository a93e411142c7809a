package dev.isthmus.envoy.scope;

import dev.isthmus.istio.DestinationRule;
import dev.isthmus.istio.DestinationRuleBuilder;
import dev.isthmus.istio.LabelSelector;
import dev.isthmus.istio.Subset;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * DestinationRules of one host in one namespace that istiod merged, under the name of the first.
 *
 * @param namespace where they are
 * @param name the name of the first
 * @param exportTo who sees the first
 * @param rule what they say together
 */
public record MergedRule(
    String namespace, String name, Set<String> exportTo, DestinationRule rule) {
  /**
   * Whether a rule is merged into this one: equal selectors or none, and as many viewers or more.
   */
  boolean takes(Set<String> otherExportTo, DestinationRule other) {
    boolean enoughViewers =
        otherExportTo.equals(exportTo)
            || (!exportTo.isEmpty() && otherExportTo.containsAll(exportTo));
    boolean differentSelectors =
        rule.workloadSelector() != null
            && other.workloadSelector() != null
            && !rule.workloadSelector().equals(other.workloadSelector());
    return enoughViewers && !differentSelectors;
  }

  /** Whether a rule that this one takes needs no place of its own. */
  boolean replaces(DestinationRule other) {
    LabelSelector own = rule.workloadSelector();
    return Objects.equals(own, other.workloadSelector());
  }

  /** This rule with another's subsets of new names, and its policy if this one has none. */
  MergedRule with(DestinationRule other) {
    Set<String> names = rule.subsets().stream().map(Subset::name).collect(Collectors.toSet());
    List<Subset> subsets = new ArrayList<>(rule.subsets());
    other.subsets().stream().filter(subset -> !names.contains(subset.name())).forEach(subsets::add);
    return new MergedRule(
        namespace,
        name,
        exportTo,
        DestinationRuleBuilder.builder(rule)
            .subsets(subsets)
            .trafficPolicy(
                rule.trafficPolicy() == null ? other.trafficPolicy() : rule.trafficPolicy())
            .build());
  }
}
