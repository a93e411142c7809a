package dev.isthmus.translate.resolve;

import dev.isthmus.api.ObjectKey;
import dev.isthmus.api.ObjectKind;
import dev.isthmus.api.ObjectRef;
import dev.isthmus.api.core.Istiod;
import dev.isthmus.api.core.Namespace;
import dev.isthmus.api.gloo.admin.Workspace;
import dev.isthmus.api.gloo.selector.ClusterSelector;
import dev.isthmus.api.gloo.selector.NamespaceSelector;
import dev.isthmus.engine.Entries;
import dev.isthmus.engine.Entry;
import dev.isthmus.engine.GraphBuilder;
import dev.isthmus.engine.In;
import dev.isthmus.engine.Index;
import dev.isthmus.engine.Out;
import dev.isthmus.engine.SmallTable;
import dev.isthmus.engine.Table;
import dev.isthmus.translate.finding.Findings;
import dev.isthmus.translate.precedent.Precedent;
import dev.isthmus.translate.precedent.Precedents;
import dev.isthmus.translate.precedent.Standing;
import dev.isthmus.translate.precedent.Title;
import java.util.ArrayList;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * Workspaces and the namespaces that they own (API reference, Workspace). A namespace belongs to
 * the oldest workspace that selects it, and stays with it: a precedent counts before age.
 */
public final class Workspaces {

  private static final String DATAPLANE_MODE_LABEL = "istio.io/dataplane-mode";

  /** All workspaces, by name. */
  public final SmallTable<String, WorkspaceInfo> table;

  /** To which workspace a namespace belongs; those of none are not there. */
  public final Table<NamespaceId, Membership> memberships;

  /** The namespaces of each workspace. */
  public final Table<String, Scope> scopes;

  private final Table<ClaimKey, Claim> claims;
  private final Index<NamespaceId, ClaimKey, Claim> claimsAt;
  private final Clusters clusters;
  private final Precedents precedents;
  private final Findings findings;

  public Workspaces(
      GraphBuilder graph,
      Inputs inputs,
      Clusters clusters,
      Precedents precedents,
      Findings findings) {
    this.clusters = clusters;
    this.precedents = precedents;
    this.findings = findings;
    table = graph.<String, WorkspaceInfo>table("workspaces").small();
    memberships = graph.<NamespaceId, Membership>table("memberships").published();
    scopes = graph.table("scopes");
    claims = graph.table("claims");
    claimsAt = graph.index("claims by place", claims, (k, claim) -> List.of(claim.place()));
    Index<String, NamespaceId, Membership> members =
        graph.index("members", memberships, (k, member) -> List.of(member.workspace()));
    graph
        .rule("a Workspace of the admin namespace claims namespaces")
        .from(inputs.workspaces)
        .uses(clusters.management, clusters.table)
        .emits(table, claims, findings.table)
        .each((key, workspace, in, out) -> claim(workspace, in, out));
    graph
        .rule("a namespace belongs to the oldest workspace that claims it")
        .from(inputs.namespaces)
        .uses(clusters.table, claimsAt, precedents.titles)
        .emits(memberships, precedents.standings, findings.table)
        .each((key, namespace, in, out) -> join(namespace, in, out));
    graph
        .rule("the scope of a workspace is its namespaces")
        .from(members)
        .emits(scopes)
        .each((workspace, entries, in, out) -> out.put(scopes, workspace, scope(entries)));
  }

  private void claim(Workspace workspace, In in, Out out) {
    Management home = in.get(clusters.management, One.ONE);
    if (home == null) {
      return;
    }
    if (!workspace.cluster().equals(home.cluster())
        || !workspace.namespace().equals(home.namespace())) {
      findings.put(out, WorkspaceFindings.outsideOfAdminNamespace(workspace.ref(), home));
      return;
    }
    String name = workspace.name();
    out.put(table, name, new WorkspaceInfo(name, workspace.ref(), workspace.labels()));
    List<ClusterSelector> selectors = workspace.spec().workloadClusters();
    boolean unsaid = unsaid(selectors, ClusterSelector::configEnabled);
    for (int c = 0; c < selectors.size(); c++) {
      ClusterSelector selector = selectors.get(c);
      boolean config = enabled(selector.configEnabled(), unsaid);
      checkCluster(workspace, selector, c, in, out);
      claimNamespaces(workspace, selector, c, config, out);
    }
  }

  private void checkCluster(
      Workspace workspace, ClusterSelector selector, int index, In in, Out out) {
    String name = selector.name();
    boolean exact = !name.isEmpty() && !Glob.isPattern(name);
    if (exact && !in.get(clusters.table, name, cluster -> cluster != null)) {
      findings.put(out, WorkspaceFindings.unknownCluster(workspace.ref(), index, name));
    }
  }

  private void claimNamespaces(
      Workspace workspace, ClusterSelector selector, int index, boolean config, Out out) {
    if (selector.name().isEmpty() && selector.selector().isEmpty()) {
      return;
    }
    List<NamespaceSelector> namespaces = selector.namespaces();
    boolean unsaid = unsaid(namespaces, NamespaceSelector::configEnabled);
    for (int n = 0; n < namespaces.size(); n++) {
      NamespaceSelector namespace = namespaces.get(n);
      if (namespace.name().isEmpty() && namespace.labels().isEmpty()) {
        continue;
      }
      out.put(
          claims,
          new ClaimKey(workspace.name(), index, n),
          new Claim(
              workspace.name(),
              Age.of(workspace.meta()),
              selector.name(),
              selector.selector(),
              namespace.name(),
              namespace.labels(),
              config && enabled(namespace.configEnabled(), unsaid)));
    }
  }

  /**
   * What an entry counts as that does not say {@code configEnabled}: false if another says true.
   */
  private static <E> boolean unsaid(List<E> entries, Function<E, @Nullable Boolean> says) {
    return entries.stream().noneMatch(entry -> Boolean.TRUE.equals(says.apply(entry)));
  }

  private static boolean enabled(@Nullable Boolean said, boolean unsaid) {
    return said == null ? unsaid : said;
  }

  private void join(Namespace namespace, In in, Out out) {
    Cluster cluster = in.get(clusters.table, namespace.cluster());
    if (cluster == null) {
      return;
    }
    List<Claim> covering = new ArrayList<>();
    for (NamespaceId place : places(cluster.name(), namespace.name())) {
      for (Entry<ClaimKey, Claim> entry : in.get(claimsAt, place)) {
        if (entry.value().covers(cluster, namespace.name(), namespace.labels())) {
          covering.add(entry.value());
        }
      }
    }
    Claim winner = holder(covering, namespace, in, out);
    if (winner == null) {
      return;
    }
    boolean ambient = isAmbient(namespace);
    boolean config = false;
    for (Claim claim : covering) {
      if (claim.workspace().equals(winner.workspace())) {
        config |= claim.configEnabled();
      } else {
        boolean older = winner.age().compareTo(claim.age()) < 0;
        findings.put(out, WorkspaceFindings.claimedTwice(claim, winner, older, namespace));
      }
    }
    String revision =
        namespace.labels().getOrDefault(Istiod.REVISION_LABEL, Istiod.DEFAULT_REVISION);
    if (ambient) {
      findings.put(out, WorkspaceFindings.ambient(workspaceRef(winner), namespace));
    }
    out.put(
        memberships,
        new NamespaceId(cluster.name(), namespace.name()),
        new Membership(winner.workspace(), config, ambient, cluster.trustDomain(revision)));
  }

  /** The claim that counts; null: there is none, or the namespace is kept for one that is gone. */
  private @Nullable Claim holder(List<Claim> covering, Namespace namespace, In in, Out out) {
    Claim oldest = oldest(covering);
    Title title = Title.ofNamespace(namespace.cluster(), namespace.name());
    Precedent before = in.get(precedents.titles, title);
    if (oldest == null || before == null) {
      return oldest;
    }
    Claim holder =
        oldest(covering.stream().filter(c -> c.workspace().equals(before.workspace())).toList());
    if (holder == null) {
      covering.forEach(
          claim -> findings.put(out, WorkspaceFindings.keptForAnother(claim, before, namespace)));
    } else {
      boolean same = holder.workspace().equals(oldest.workspace());
      out.put(precedents.standings, title, same ? Standing.IDLE : Standing.DECIDES);
    }
    return holder;
  }

  /** Whether a namespace is in ambient mode. */
  static boolean isAmbient(Namespace namespace) {
    return "ambient".equals(namespace.labels().get(DATAPLANE_MODE_LABEL));
  }

  private static ObjectRef workspaceRef(Claim claim) {
    return new ObjectRef(ObjectKind.WORKSPACE, claim.age().key());
  }

  private static List<NamespaceId> places(String cluster, String namespace) {
    return List.of(
        new NamespaceId(cluster, namespace),
        new NamespaceId(cluster, "*"),
        new NamespaceId("*", namespace),
        new NamespaceId("*", "*"));
  }

  private static @Nullable Claim oldest(List<Claim> claims) {
    Claim oldest = null;
    for (Claim claim : claims) {
      if (oldest == null || claim.age().compareTo(oldest.age()) < 0) {
        oldest = claim;
      }
    }
    return oldest;
  }

  private static Scope scope(Entries<NamespaceId, Membership> members) {
    SortedMap<String, List<String>> all = new TreeMap<>();
    SortedMap<String, List<String>> written = new TreeMap<>();
    for (Entry<NamespaceId, Membership> member : members) {
      NamespaceId id = member.key();
      all.computeIfAbsent(id.cluster(), c -> new ArrayList<>()).add(id.namespace());
      if (!member.value().ambient()) {
        written.computeIfAbsent(id.cluster(), c -> new ArrayList<>()).add(id.namespace());
      }
    }
    return new Scope(all, written);
  }

  /** The key of an object in a namespace, for look-ups of memberships. */
  public static NamespaceId namespaceOf(ObjectKey key) {
    return new NamespaceId(key.cluster(), key.namespace());
  }
}
