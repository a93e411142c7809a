package dev.isthmus.envoy.listener;

import io.envoyproxy.envoy.config.listener.v3.FilterChain;
import io.envoyproxy.envoy.config.listener.v3.FilterChainMatch;
import io.envoyproxy.envoy.config.listener.v3.ListenerFilter;
import io.envoyproxy.envoy.config.listener.v3.ListenerFilterChainMatchPredicate;
import io.envoyproxy.envoy.type.v3.Int32Range;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Predicate;

/** Which ports of an inbound listener are looked at for TLS and for HTTP. */
final class Inspectors {
  private Inspectors() {}

  /**
   * @param own whether the listener is bound to the port itself, not redirected to
   */
  static List<ListenerFilter> of(List<FilterChain> chains, boolean own) {
    List<ListenerFilter> result = new ArrayList<>();
    if (!own) {
      result.add(Filters.ORIGINAL_DESTINATION);
    }
    Map<Integer, Boolean> tls =
        byPort(chains, match -> match.getTransportProtocol().equals(Filters.TLS));
    Map<Integer, Boolean> http =
        byPort(
            chains,
            match ->
                match.getApplicationProtocolsList().stream()
                    .anyMatch(Filters.PLAIN_HTTP::contains));
    if (tls.containsValue(true)) {
      result.add(limited(Filters.TLS_INSPECTOR, tls));
    }
    if (http.containsValue(true)) {
      result.add(without(Filters.HTTP_INSPECTOR, ports(http, false)));
    }
    return result;
  }

  private static Map<Integer, Boolean> byPort(
      List<FilterChain> chains, Predicate<FilterChainMatch> needed) {
    Map<Integer, Boolean> result = new TreeMap<>();
    for (FilterChain chain : chains) {
      FilterChainMatch match = chain.getFilterChainMatch();
      result.merge(match.getDestinationPort().getValue(), needed.test(match), Boolean::logicalOr);
    }
    return result;
  }

  private static Set<Integer> ports(Map<Integer, Boolean> needed, boolean wanted) {
    Set<Integer> result = new TreeSet<>();
    needed.forEach((port, is) -> {
      if (is == wanted) {
        result.add(port);
      }
    });
    return result;
  }

  /** Where all other ports (0) need it, some are left out; else it is for some alone. */
  private static ListenerFilter limited(ListenerFilter filter, Map<Integer, Boolean> needed) {
    if (needed.getOrDefault(0, false)) {
      return without(filter, ports(needed, false));
    }
    return filter.toBuilder()
        .setFilterDisabled(
            ListenerFilterChainMatchPredicate.newBuilder().setNotMatch(anyOf(ports(needed, true))))
        .build();
  }

  private static ListenerFilter without(ListenerFilter filter, Set<Integer> ports) {
    return ports.isEmpty() ? filter : filter.toBuilder().setFilterDisabled(anyOf(ports)).build();
  }

  private static ListenerFilterChainMatchPredicate anyOf(Set<Integer> ports) {
    List<ListenerFilterChainMatchPredicate> rules =
        ports.stream()
            .map(port ->
                ListenerFilterChainMatchPredicate.newBuilder()
                    .setDestinationPortRange(
                        Int32Range.newBuilder().setStart(port).setEnd(port + 1))
                    .build())
            .toList();
    return rules.size() == 1
        ? rules.getFirst()
        : ListenerFilterChainMatchPredicate.newBuilder()
            .setOrMatch(ListenerFilterChainMatchPredicate.MatchSet.newBuilder().addAllRules(rules))
            .build();
  }
}
