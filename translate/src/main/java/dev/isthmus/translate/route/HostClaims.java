package dev.isthmus.translate.route;

import dev.isthmus.api.Finding;
import dev.isthmus.api.Meta;
import dev.isthmus.api.Reason;
import dev.isthmus.api.gloo.networking.RouteTable;
import dev.isthmus.translate.precedent.Precedent;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/**
 * Which of several RouteTables holds a host at one place: the sidecars of a workspace, or a gateway
 * (API reference, 2.5, Sides). The oldest claim counts first.
 */
public final class HostClaims {
  private HostClaims() {}

  /**
   * That a table routes a host there.
   *
   * @param workspace the table's own
   * @param host one of the table's hosts
   */
  public record Claim(RouteTable table, String workspace, String host) {}

  /**
   * That a host was held before.
   *
   * @param host the host in lower case
   * @param precedent by whom
   * @param claimed whether its holder claims it still
   */
  public record Before(String host, Precedent precedent, boolean claimed) {
    private boolean excludes(Claim claim) {
      return HostClaims.excludes(precedent.workspace(), host, claim);
    }
  }

  /**
   * Who holds what.
   *
   * @param held the claims that count, oldest first
   * @param findings for the others, sorted
   */
  public record Outcome(List<Claim> held, List<Finding> findings) {
    public Outcome {
      held = List.copyOf(held);
      findings = List.copyOf(findings);
    }
  }

  /**
   * On sidecars Istio takes one VirtualService of a host, the oldest: the later table would have no
   * effect.
   */
  public static Outcome onSidecars(Collection<Claim> claims) {
    return resolve(claims, List.of(), HostClaims::sameHost);
  }

  /**
   * On a gateway Istio merges the VirtualServices of a host, so tables of one workspace share it;
   * but it belongs to that workspace, and others enter by delegation (architecture, Hosts have
   * owners). A wildcard holds the hosts under it. The host {@code *} is nobody's: tables of several
   * workspaces have it in lab 15.
   */
  public static Outcome onGateway(Collection<Claim> claims) {
    return onGateway(claims, List.of());
  }

  /**
   * The same where hosts were held before: those who held them come before all others, whether they
   * are there or not.
   */
  public static Outcome onGateway(Collection<Claim> claims, List<Before> before) {
    return resolve(claims, before, HostClaims::excludes);
  }

  private interface Exclusion {
    boolean test(Claim holder, Claim later);
  }

  private static Outcome resolve(
      Collection<Claim> claims, List<Before> before, Exclusion exclusion) {
    var byAge =
        claims.stream()
            .sorted(
                Comparator.comparing((Claim claim) -> claim.table().meta(), Meta.BY_AGE)
                    .thenComparing(Claim::host))
            .distinct()
            .toList();
    var held = new ArrayList<Claim>();
    var findings = new ArrayList<Finding>();
    for (var claim : byAge) {
      var former = before.stream().filter(other -> other.excludes(claim)).findFirst();
      if (former.isPresent()) {
        findings.add(heldBefore(claim, former.get()));
        continue;
      }
      var holder = held.stream().filter(other -> exclusion.test(other, claim)).findFirst();
      holder.ifPresentOrElse(other -> findings.add(conflict(other, claim)), () -> held.add(claim));
    }
    return new Outcome(held, findings.stream().sorted().toList());
  }

  private static boolean sameHost(Claim holder, Claim later) {
    return !holder.table().key().equals(later.table().key())
        && HostPattern.of(holder.host()).equals(HostPattern.of(later.host()));
  }

  private static boolean excludes(Claim holder, Claim later) {
    return excludes(holder.workspace(), holder.host(), later);
  }

  private static boolean excludes(String workspace, String host, Claim later) {
    var held = HostPattern.of(host);
    var wanted = HostPattern.of(later.host());
    return !workspace.equals(later.workspace())
        && !held.isAll()
        && !wanted.isAll()
        && held.overlaps(wanted);
  }

  /** The table that holds the host is named to readers of its own workspace only. */
  private static Finding conflict(Claim holder, Claim later) {
    var older =
        Optional.of(holder)
            .filter(claim -> claim.workspace().equals(later.workspace()))
            .map(claim -> claim.table().ref() + ", which is older,")
            .orElse("an older RouteTable of another workspace");
    return place(later)
        .finding(
            Reason.ROUTE_TABLE_CONFLICT,
            "The host " + later.host() + " is routed by " + older + " already.",
            "The older one holds the host; this table's routes for it have no effect there.",
            "Put the routes into one RouteTable, or let that one delegate to this one.");
  }

  /** For a claim on a host that another workspace held before: it is not named. */
  public static Finding heldBefore(Claim later, Before before) {
    return place(later)
        .finding(
            Reason.ROUTE_TABLE_CONFLICT,
            before.claimed()
                ? "The host "
                    + later.host()
                    + " is routed by a RouteTable of another workspace, which held it first."
                : "The host "
                    + later.host()
                    + " was routed by a RouteTable of another workspace, for which it is kept at"
                    + " least until "
                    + before.precedent().until()
                    + " in case that it comes back.",
            "This table's routes for it have no effect there.",
            before.claimed()
                ? "Let the other workspace's RouteTable delegate to this one, or give the host up"
                    + " there."
                : "Nothing is to be done: this table holds it then, unless the other comes back.");
  }

  private static Place place(Claim later) {
    var index = later.table().spec().hosts().indexOf(later.host());
    return new Place(later.table().ref(), index < 0 ? "hosts" : "hosts[" + index + "]");
  }
}
