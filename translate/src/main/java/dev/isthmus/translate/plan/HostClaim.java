package dev.isthmus.translate.plan;

import dev.isthmus.api.Labels;
import dev.isthmus.api.Meta;
import dev.isthmus.api.gloo.networking.FailureMode;
import dev.isthmus.api.gloo.networking.RouteTable;
import dev.isthmus.api.gloo.networking.RouteTableSpec;
import dev.isthmus.translate.precedent.Title;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/**
 * That a table routes hosts at some proxies.
 *
 * @param table the table, reduced to its age and hosts: its routes do not matter to others
 * @param workspace the table's own workspace
 * @param places for sidecars: the namespaces by cluster; empty on a gateway
 * @param hosts the hosts that it routes there
 */
public record HostClaim(
    RouteTable table, String workspace, Map<String, List<String>> places, List<String> hosts) {
  public HostClaim {
    places = Map.copyOf(places);
    hosts = List.copyOf(hosts);
  }

  /** Both claims of one table at one place. */
  HostClaim and(HostClaim other) {
    Map<String, List<String>> bothPlaces = new TreeMap<>(places);
    bothPlaces.putAll(other.places);
    List<String> bothHosts = new ArrayList<>(hosts);
    for (String host : other.hosts) {
      if (!bothHosts.contains(host)) {
        bothHosts.add(host);
      }
    }
    return new HostClaim(table, workspace, bothPlaces, bothHosts);
  }

  /** Whether both claim the same. */
  public boolean claimsLike(HostClaim other) {
    return workspace.equals(other.workspace)
        && places.equals(other.places)
        && hosts.equals(other.hosts);
  }

  /** What is claimed at a place. */
  public Set<Title> titles(ClaimPlace place) {
    return place.titles(hosts, places);
  }

  /** What of a table decides claims. */
  static RouteTable reduced(RouteTable table) {
    return new RouteTable(
        new Meta(table.key(), Labels.EMPTY, Labels.EMPTY, table.meta().created(), "", 0),
        new RouteTableSpec(
            table.spec().hosts(),
            List.of(),
            List.of(),
            List.of(),
            null,
            List.of(),
            List.of(),
            List.of(),
            0,
            null,
            FailureMode.ROUTE_REPLACEMENT,
            Labels.EMPTY));
  }
}
