package dev.isthmus.translate.route;

import dev.isthmus.api.Labels;
import java.util.Collections;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;

/** Which proxies of a VirtualService a match is for. */
public sealed interface MatchScope {

  /** Written into the match; empty unless the VirtualService is for gateways and sidecars both. */
  List<String> gateways();

  /** Labels that the proxies' pods have; empty: all of them. */
  SortedMap<String, String> sourceLabels();

  /**
   * Sidecars with these labels.
   *
   * @param gateways {@code mesh}, or empty
   * @param sourceLabels of one workload selector
   */
  record Sidecars(List<String> gateways, SortedMap<String, String> sourceLabels)
      implements MatchScope {
    public Sidecars {
      gateways = List.copyOf(gateways);
      sourceLabels = Labels.copyOf(sourceLabels);
    }
  }

  /**
   * A gateway's pods (lab 8: every match carries the gateway's selector).
   *
   * @param gateways the generated Gateways, or empty
   * @param sourceLabels the gateway Service's selector
   * @param ports the gateway Service's ports and the ports of the Gateway's servers, which are what
   *     Istio compares: users know the former; empty: they are equal
   */
  record Gateway(
      List<String> gateways,
      SortedMap<String, String> sourceLabels,
      SortedMap<Integer, Integer> ports)
      implements MatchScope {
    public Gateway {
      gateways = List.copyOf(gateways);
      sourceLabels = Labels.copyOf(sourceLabels);
      ports = Collections.unmodifiableSortedMap(new TreeMap<>(ports));
    }
  }
}
