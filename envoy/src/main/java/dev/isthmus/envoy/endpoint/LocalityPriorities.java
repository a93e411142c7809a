package dev.isthmus.envoy.endpoint;

import dev.isthmus.envoy.Locality;
import dev.isthmus.envoy.Proxy;
import dev.isthmus.istio.LocalityLoadBalancerSetting;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * Weights and priorities of localities, as seen from a proxy: shares per locality, or failover by
 * labels and by region. Failover needs outlier detection, or nothing would ever fail over.
 *
 * @see <a
 *     href="https://istio.io/latest/docs/tasks/traffic-management/locality-load-balancing/">Locality
 *     load balancing</a>
 */
final class LocalityPriorities {
  private static final int OTHER_REGION = 3;
  private static final int NOT_CHOSEN_REGION = 4;
  private static final int LEVELS = 5;

  private LocalityPriorities() {}

  static List<LocalityGroup> apply(
      List<LocalityGroup> groups,
      Proxy proxy,
      LocalityLoadBalancerSetting setting,
      boolean failover) {
    if (!setting.distribute().isEmpty()) {
      return distribute(groups, proxy.locality(), setting.distribute());
    }
    if (!failover) {
      return groups;
    }
    if (setting.failoverPriority().isEmpty()) {
      return byRegion(groups, proxy.locality(), setting.failover());
    }
    List<LocalityGroup> byLabels = byLabels(groups, proxy.labels(), setting.failoverPriority());
    return setting.failover().isEmpty()
        ? byLabels
        : byRegion(byLabels, proxy.locality(), setting.failover());
  }

  private static List<LocalityGroup> distribute(
      List<LocalityGroup> groups,
      Locality from,
      List<LocalityLoadBalancerSetting.Distribute> rules) {
    for (LocalityLoadBalancerSetting.Distribute rule : rules) {
      if (from.matches(rule.from())) {
        return distribute(groups, rule.to());
      }
    }
    return groups;
  }

  /**
   * Each share is divided among the groups that it matches; groups without a share become empty.
   */
  private static List<LocalityGroup> distribute(
      List<LocalityGroup> groups, Map<String, Integer> shares) {
    List<LocalityGroup> result = new ArrayList<>(groups);
    Set<Integer> left = new TreeSet<>();
    for (int i = 0; i < groups.size(); i++) {
      left.add(i);
    }
    for (Map.Entry<String, Integer> share : shares.entrySet()) {
      List<Integer> matched =
          left.stream().filter(i -> groups.get(i).locality().matches(share.getKey())).toList();
      matched.forEach(left::remove);
      int total = matched.stream().mapToInt(i -> groups.get(i).weight()).sum();
      for (int i : matched) {
        double weight = (double) groups.get(i).weight() * share.getValue() / total;
        if (weight > 0) {
          result.set(i, groups.get(i).withWeight((int) Math.ceil(weight)));
        }
      }
    }
    left.forEach(i -> result.set(i, groups.get(i).withoutMembers()));
    return result;
  }

  private static List<LocalityGroup> byRegion(
      List<LocalityGroup> groups,
      Locality own,
      List<LocalityLoadBalancerSetting.Failover> failover) {
    return withoutGaps(
        groups.stream()
            .map(group ->
                group.withPriority(
                    group.priority() * LEVELS + distance(own, group.locality(), failover)))
            .toList());
  }

  /** How far a locality is: 0 the same, then by subzone, zone and region. */
  private static int distance(
      Locality own, Locality other, List<LocalityLoadBalancerSetting.Failover> failover) {
    if (own.region().equals(other.region())) {
      if (!own.zone().equals(other.zone())) {
        return 2;
      }
      return own.subzone().equals(other.subzone()) ? 0 : 1;
    }
    return failover.stream()
        .filter(rule -> rule.from().equals(own.region()))
        .findFirst()
        .map(rule -> rule.to().equals(other.region()) ? OTHER_REGION : NOT_CHOSEN_REGION)
        .orElse(OTHER_REGION);
  }

  private static List<LocalityGroup> byLabels(
      List<LocalityGroup> groups, Map<String, String> own, List<String> labels) {
    if (own.isEmpty()) {
      return groups;
    }
    List<LocalityGroup> result = new ArrayList<>();
    for (LocalityGroup group : groups) {
      Map<Integer, List<LocalityGroup.Member>> byPriority = new TreeMap<>();
      for (LocalityGroup.Member member : group.members()) {
        byPriority
            .computeIfAbsent(
                labelPriority(member.endpoint().labels(), own, labels), it -> new ArrayList<>())
            .add(member);
      }
      byPriority.forEach((priority, members) ->
          result.add(LocalityGroup.of(group.locality(), members).withPriority(priority)));
    }
    return withoutGaps(result);
  }

  /**
   * 0 when all labels are equal; the earlier the first that differs, the later the endpoint's turn.
   */
  private static int labelPriority(
      Map<String, String> endpoint, Map<String, String> own, List<String> labels) {
    for (int i = 0; i < labels.size(); i++) {
      String[] label = labels.get(i).split("=", 2);
      String wanted = label.length == 2 ? label[1] : own.getOrDefault(label[0], "");
      if (!wanted.equals(endpoint.getOrDefault(label[0], ""))) {
        return labels.size() - i;
      }
    }
    return 0;
  }

  /** Envoy wants priorities 0 to n. */
  private static List<LocalityGroup> withoutGaps(List<LocalityGroup> groups) {
    List<Integer> sorted =
        groups.stream().map(LocalityGroup::priority).distinct().sorted().toList();
    return groups.stream()
        .map(group -> group.withPriority(sorted.indexOf(group.priority())))
        .toList();
  }
}
