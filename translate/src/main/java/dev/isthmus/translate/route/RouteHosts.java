package dev.isthmus.translate.route;

import dev.isthmus.api.Finding;
import dev.isthmus.api.Reason;
import dev.isthmus.api.Severity;
import dev.isthmus.api.gloo.networking.RouteTable;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Which of a RouteTable's hosts it may route for the sidecars of a workspace (architecture, Hosts
 * have owners). In its own workspace a table may route what the workspace owns, what it sees, and
 * hosts outside of the mesh; in a workspace that imports it, only hosts that its own workspace
 * owns, and no wildcards.
 */
public final class RouteHosts {
  private final String owner;
  private final HostOwners owners;
  private final List<Finding> findings = new ArrayList<>();

  private RouteHosts(String owner, HostOwners owners) {
    this.owner = owner;
    this.owners = owners;
  }

  /**
   * Hosts that may be routed.
   *
   * @param hosts in the table's order
   * @param findings what is wrong with the others, sorted
   */
  public record Usable(List<String> hosts, List<Finding> findings) {
    public Usable {
      hosts = List.copyOf(hosts);
      findings = List.copyOf(findings);
    }
  }

  /**
   * The hosts for sidecars.
   *
   * @param owner the table's workspace
   * @param workspace the sidecars' workspace
   */
  public static Usable onSidecars(
      RouteTable table, String owner, String workspace, HostOwners owners) {
    var hosts = new RouteHosts(owner, owners);
    var imported = !owner.equals(workspace);
    var usable = new ArrayList<String>();
    for (var i = 0; i < table.spec().hosts().size(); i++) {
      var host = table.spec().hosts().get(i);
      var place = new Place(table.ref(), "hosts[" + i + "]");
      if (imported ? hosts.mayRouteForOthers(host, place) : hosts.mayRoute(host, place)) {
        usable.add(host);
      }
    }
    return new Usable(usable, hosts.findings.stream().sorted().toList());
  }

  private boolean mayRoute(String host, Place place) {
    var pattern = HostPattern.of(host);
    if (pattern.isAll()) {
      findings.add(allHosts(place));
      return false;
    }
    if (ServiceHost.spansNamespaces(pattern, owners.domains())) {
      findings.add(othersWildcard(place, host));
      return false;
    }
    var service = ServiceHost.of(host, owners.domains());
    if (service.isEmpty() || owners.ownerOf(service.get()).equals(Optional.of(owner))) {
      return true;
    }
    var visible = !pattern.wildcard() && owners.sees(owner, service.get());
    findings.add(visible ? visibleHost(place, host) : hiddenHost(place, host));
    return visible;
  }

  private boolean mayRouteForOthers(String host, Place place) {
    if (HostPattern.of(host).wildcard()) {
      findings.add(wildcardForOthers(place, host));
      return false;
    }
    var holder =
        ServiceHost.of(host, owners.domains())
            .map(owners::ownerOf)
            .orElseGet(() -> owners.ownerOf(host));
    if (holder.equals(Optional.of(owner))) {
      return true;
    }
    findings.add(othersHost(place, host));
    return false;
  }

  private static Finding allHosts(Place place) {
    return place.finding(
        Reason.WILDCARD_HOST_ON_SIDECARS,
        "The host * takes every request of every sidecar.",
        "The host is left out on sidecars.",
        "Name the hosts, or set workloadSelectors: [] to route on gateways alone.");
  }

  private static Finding othersWildcard(Place place, String host) {
    return place.finding(
        Reason.HOST_NOT_OWNED,
        "The host " + host + " takes in services of namespaces that other workspaces own.",
        "The host is left out on sidecars.",
        "Name the hosts, or *.<namespace>.svc.… of a namespace of the workspace.");
  }

  private static Finding visibleHost(Place place, String host) {
    return place.finding(
        Reason.HOST_NOT_OWNED,
        Severity.WARNING,
        "The host " + host + " belongs to another workspace.",
        "The route holds for the sidecars of this workspace alone, whatever that workspace's own routes say.",
        "Ask its owner for a RouteTable to import, if all callers shall get these routes.");
  }

  private static Finding hiddenHost(Place place, String host) {
    return place.finding(
        Reason.HOST_NOT_OWNED,
        "The host " + host + " is no service that this workspace owns or imports.",
        "The host is left out on sidecars.",
        "Let the service be exported to this workspace and import it, or correct the host.");
  }

  private static Finding wildcardForOthers(Place place, String host) {
    return place.finding(
        Reason.WILDCARD_HOST_ON_SIDECARS,
        "The host " + host + " has a wildcard.",
        "The sidecars of workspaces that import the RouteTable do not get it.",
        "Name the hosts one by one.");
  }

  private static Finding othersHost(Place place, String host) {
    return place.finding(
        Reason.HOST_NOT_OWNED,
        "The host " + host + " does not belong to the workspace of the RouteTable.",
        "The sidecars of workspaces that import the RouteTable do not get it.",
        "Export the RouteTable to gateways only, or let the host's owner write it.");
  }
}
