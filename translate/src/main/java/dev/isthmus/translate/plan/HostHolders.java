package dev.isthmus.translate.plan;

import dev.isthmus.api.Finding;
import dev.isthmus.api.ObjectKey;
import dev.isthmus.engine.Entries;
import dev.isthmus.engine.Entry;
import dev.isthmus.engine.GraphBuilder;
import dev.isthmus.engine.In;
import dev.isthmus.engine.Index;
import dev.isthmus.engine.Out;
import dev.isthmus.engine.Table;
import dev.isthmus.translate.finding.Findings;
import dev.isthmus.translate.precedent.Precedent;
import dev.isthmus.translate.precedent.Precedents;
import dev.isthmus.translate.precedent.Standing;
import dev.isthmus.translate.precedent.Title;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;

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
   * @param workspace the table's own
   * @param hosts the hosts that others hold
   * @param namespaces for sidecars: the namespaces by cluster where they do
   */
  public record Loss(String workspace, List<String> hosts, Map<String, List<String>> namespaces) {
    public Loss {
      hosts = List.copyOf(hosts);
      namespaces = Map.copyOf(namespaces);
    }

    /** What is lost. */
    public Set<Title> titles(ClaimPlace place) {
      return place.titles(hosts, namespaces);
    }
  }

  /** The claim of a table at a place. */
  public final Table<LossKey, HostClaim> claims;

  /** What tables lost. */
  public final Table<LossKey, Loss> losses;

  /** The losses of a table. */
  public final Index<ObjectKey, LossKey, Loss> lossesOf;

  private final Index<ClaimPlace, Title, Precedent> precedentsAt;
  private final Precedents precedents;
  private final Findings findings;

  public HostHolders(GraphBuilder graph, Precedents precedents, Findings findings) {
    this.precedents = precedents;
    this.findings = findings;
    claims = graph.table("host claims");
    losses = graph.<LossKey, Loss>table("lost hosts").published();
    precedentsAt =
        graph.index(
            "precedents of hosts by place",
            precedents.titles,
            (title, precedent) ->
                title.kind() == Title.Kind.NAMESPACE ? List.of() : List.of(ClaimPlace.of(title)));
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
        .uses(precedentsAt)
        .emits(losses, precedents.standings, findings.table)
        .each(this::decide);
  }

  private void decide(ClaimPlace place, Entries<LossKey, HostClaim> entries, In in, Out out) {
    Entries<Title, Precedent> before = in.get(precedentsAt, place);
    if (entries.size() < 2 && before.isEmpty()) {
      return;
    }
    if (place.host().isEmpty()) {
      new GatewayHolders(entries.values(), before).decide(this, place, out);
    } else {
      new SidecarHolders(entries.values(), before).decide(this, place, out);
    }
  }

  void lose(LossKey key, Loss loss, Out out) {
    out.put(losses, key, loss);
  }

  void say(Finding finding, Out out) {
    findings.put(out, finding);
  }

  void stand(Title title, Standing standing, Out out) {
    out.put(precedents.standings, title, standing);
  }
}
