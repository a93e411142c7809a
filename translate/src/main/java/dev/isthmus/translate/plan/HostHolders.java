package dev.isthmus.translate.plan;

import dev.isthmus.api.Meta;
import dev.isthmus.api.ObjectKey;
import dev.isthmus.engine.Entries;
import dev.isthmus.engine.Entry;
import dev.isthmus.engine.GraphBuilder;
import dev.isthmus.engine.In;
import dev.isthmus.engine.Index;
import dev.isthmus.engine.Out;
import dev.isthmus.engine.Table;
import dev.isthmus.translate.finding.Findings;
import dev.isthmus.translate.route.HostClaims;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * Which RouteTable holds a host where several route it (API reference, 2.5, Sides). What is emitted
 * are the losses: mostly none, so a table that is alone has nothing to look at.
 */
public final class HostHolders {

  /** What a table lost at a place. */
  public record LossKey(ObjectKey table, ClaimPlace place) implements Comparable<LossKey> {
    @Override
    public int compareTo(LossKey other) {
      int order = table.compareTo(other.table);
      return order == 0 ? place.compareTo(other.place) : order;
    }
  }

  /**
   * The loss.
   *
   * @param hosts the hosts that others hold
   * @param namespaces for sidecars: the namespaces by cluster where they do
   */
  public record Loss(List<String> hosts, Map<String, List<String>> namespaces) {
    public Loss {
      hosts = List.copyOf(hosts);
      namespaces = Map.copyOf(namespaces);
    }
  }

  /** The claim of a table at a place. */
  final Table<LossKey, HostClaim> claims;

  /** What tables lost. */
  final Table<LossKey, Loss> losses;

  /** The losses of a table. */
  public final Index<ObjectKey, LossKey, Loss> lossesOf;

  private final Findings findings;

  public HostHolders(GraphBuilder graph, Findings findings) {
    this.findings = findings;
    claims = graph.table("host claims");
    losses = graph.table("lost hosts");
    lossesOf = graph.index("lost hosts by table", losses, (key, loss) -> List.of(key.table()));
  }

  /** What a table lost, as its rule asks for it. */
  public static final class LostHosts {

    private final Entries<LossKey, Loss> losses;

    private LostHosts(Entries<LossKey, Loss> losses) {
      this.losses = losses;
    }

    /** Those of the hosts that the table holds in a namespace of sidecars. */
    public List<String> onSidecars(
        String workspace, List<String> hosts, String cluster, String namespace) {
      List<String> held = new ArrayList<>(hosts);
      for (Entry<LossKey, Loss> loss : losses) {
        if (loss.key().place().isSidecarsOf(workspace)
            && loss.value().namespaces().getOrDefault(cluster, List.of()).contains(namespace)) {
          held.removeAll(loss.value().hosts());
        }
      }
      return held;
    }

    /** Those of the hosts that the table holds on a gateway. */
    public List<String> onGateway(GatewayWorkload gateway, List<String> hosts) {
      List<String> held = new ArrayList<>(hosts);
      for (Entry<LossKey, Loss> loss : losses) {
        if (loss.key().place().equals(ClaimPlace.gateway(gateway))) {
          held.removeAll(loss.value().hosts());
        }
      }
      return held;
    }
  }

  /** What a table lost; mostly nothing. */
  public LostHosts lostBy(ObjectKey table, In in) {
    return new LostHosts(in.get(lossesOf, table));
  }

  /** Declares the rule; after the rule that fills the claims. */
  void decide(GraphBuilder graph) {
    Index<ClaimPlace, LossKey, HostClaim> byPlace =
        graph.index("host claims by place", claims, (key, claim) -> List.of(key.place()));
    graph
        .rule("of several RouteTables of a host the oldest holds it")
        .from(byPlace)
        .emits(losses, findings.table)
        .each(this::decide);
  }

  private void decide(ClaimPlace place, Entries<LossKey, HostClaim> entries, In in, Out out) {
    if (entries.size() < 2) {
      return;
    }
    List<HostClaim> all = entries.values();
    if (place.host().isEmpty()) {
      onGateway(place, all, out);
    } else {
      onSidecars(place, all, out);
    }
  }

  private void onGateway(ClaimPlace place, List<HostClaim> all, Out out) {
    List<HostClaims.Claim> claimed = new ArrayList<>();
    Set<String> workspaces = new TreeSet<>();
    for (HostClaim claim : all) {
      workspaces.add(claim.workspace());
      for (String host : claim.hosts()) {
        claimed.add(new HostClaims.Claim(claim.table(), claim.workspace(), host));
      }
    }
    if (workspaces.size() < 2) {
      return;
    }
    HostClaims.Outcome outcome = HostClaims.onGateway(claimed);
    outcome.findings().forEach(finding -> findings.put(out, finding));
    Set<HostClaims.Claim> held = Set.copyOf(outcome.held());
    Map<ObjectKey, List<String>> lost = new TreeMap<>();
    for (HostClaims.Claim claim : claimed) {
      if (!held.contains(claim)) {
        lost.computeIfAbsent(claim.table().key(), k -> new ArrayList<>()).add(claim.host());
      }
    }
    lost.forEach(
        (table, hosts) -> out.put(losses, new LossKey(table, place), new Loss(hosts, Map.of())));
  }

  /**
   * Two tables may share a host when they are for different namespaces: only the younger one's
   * common namespaces are lost.
   */
  private void onSidecars(ClaimPlace place, List<HostClaim> all, Out out) {
    for (HostClaim claim : all) {
      Map<String, List<String>> lost = new TreeMap<>();
      List<HostClaims.Claim> rivals = new ArrayList<>();
      HostClaims.Claim own =
          new HostClaims.Claim(claim.table(), claim.workspace(), claim.hosts().getFirst());
      for (HostClaim other : all) {
        if (isOlder(other, claim) && addCommon(other, claim, lost)) {
          rivals.add(
              new HostClaims.Claim(other.table(), other.workspace(), other.hosts().getFirst()));
        }
      }
      if (!rivals.isEmpty()) {
        rivals.add(own);
        HostClaims.onSidecars(rivals).findings().stream()
            .filter(finding -> finding.object().equals(claim.table().ref()))
            .forEach(finding -> findings.put(out, finding));
        out.put(losses, new LossKey(claim.table().key(), place), new Loss(claim.hosts(), lost));
      }
    }
  }

  private static boolean isOlder(HostClaim a, HostClaim b) {
    return Meta.BY_AGE.compare(a.table().meta(), b.table().meta()) < 0;
  }

  private static boolean addCommon(
      HostClaim other, HostClaim claim, Map<String, List<String>> lost) {
    boolean common = false;
    for (Map.Entry<String, List<String>> place : claim.places().entrySet()) {
      List<String> there = other.places().getOrDefault(place.getKey(), List.of());
      for (String namespace : place.getValue()) {
        if (there.contains(namespace)) {
          List<String> names = lost.computeIfAbsent(place.getKey(), c -> new ArrayList<>());
          if (!names.contains(namespace)) {
            names.add(namespace);
          }
          common = true;
        }
      }
    }
    return common;
  }
}
