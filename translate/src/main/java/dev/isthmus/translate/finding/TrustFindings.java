package dev.isthmus.translate.finding;

import com.google.re2j.Pattern;
import com.google.re2j.PatternSyntaxException;
import dev.isthmus.api.Finding;
import dev.isthmus.api.ObjectKey;
import dev.isthmus.api.ObjectRef;
import dev.isthmus.api.Reason;
import dev.isthmus.api.core.ConfigMap;
import dev.isthmus.api.gloo.admin.RootTrustPolicy;
import dev.isthmus.api.gloo.selector.IstioMesh;
import dev.isthmus.api.gloo.selector.MeshSelector;
import dev.isthmus.engine.Entry;
import dev.isthmus.engine.GraphBuilder;
import dev.isthmus.engine.In;
import dev.isthmus.engine.Index;
import dev.isthmus.engine.Out;
import dev.isthmus.engine.Table;
import dev.isthmus.translate.resolve.Cluster;
import dev.isthmus.translate.resolve.Clusters;
import dev.isthmus.translate.resolve.ControlPlane;
import dev.isthmus.translate.resolve.Inputs;
import dev.isthmus.translate.resolve.Management;
import dev.isthmus.translate.resolve.One;
import dev.isthmus.translate.resolve.Scope;
import dev.isthmus.translate.resolve.Settings;
import dev.isthmus.translate.resolve.SettingsTable;
import dev.isthmus.translate.resolve.Workspaces;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * Whether clusters that federate trust each other: they have a root in common (a RootTrustPolicy
 * for both, or equal root certificates), or one trust domain while a root of one of them is not
 * known.
 */
public final class TrustFindings {

  /** Where istiod publishes the root certificate, and under which key. */
  private static final String ROOT_CONFIG_MAP = "istio-ca-root-cert";

  private static final String ROOT_KEY = "root-cert.pem";

  private final Table<String, Trust> trusts;
  private final Index<One, ObjectKey, RootTrustPolicy> policies;
  private final Inputs inputs;
  private final Clusters clusters;
  private final Workspaces workspaces;
  private final Findings findings;

  /** What the workloads of a cluster are known by, and which roots their certificates have. */
  private record Trust(SortedSet<String> domains, SortedSet<String> roots) {
    Trust {
      domains = Collections.unmodifiableSortedSet(new TreeSet<>(domains));
      roots = Collections.unmodifiableSortedSet(new TreeSet<>(roots));
    }

    boolean shares(Trust other) {
      boolean unknown = roots.isEmpty() || other.roots.isEmpty();
      return !Collections.disjoint(roots, other.roots)
          || (unknown && domains.equals(other.domains));
    }
  }

  public TrustFindings(
      GraphBuilder graph,
      Inputs inputs,
      Clusters clusters,
      Workspaces workspaces,
      SettingsTable settings,
      Findings findings) {
    this.inputs = inputs;
    this.clusters = clusters;
    this.workspaces = workspaces;
    this.findings = findings;
    trusts = graph.table("trust of clusters");
    policies =
        graph.index("root trust policies", inputs.rootTrustPolicies, (k, v) -> List.of(One.ONE));
    graph
        .rule("the roots of a cluster: policies for it, and its root certificate")
        .from(clusters.table)
        .uses(clusters.management, policies, inputs.configMaps)
        .emits(trusts, findings.table)
        .each((name, cluster, in, out) -> trust(cluster, in, out));
    graph
        .rule("clusters that federate share a root of trust")
        .from(settings.table)
        .uses(workspaces.scopes, trusts)
        .emits(findings.table)
        .each((workspace, own, in, out) -> check(workspace, own, in, out));
  }

  private void trust(Cluster cluster, In in, Out out) {
    SortedSet<String> domains = new TreeSet<>();
    SortedSet<String> roots = new TreeSet<>();
    String registered = cluster.registeredTrustDomain();
    if (!registered.isEmpty()) {
      domains.add(registered);
    }
    for (ControlPlane plane : cluster.controlPlanes()) {
      if (registered.isEmpty()) {
        domains.add(plane.trustDomain());
      } else if (!plane.trustDomain().equals(registered)) {
        findings.put(out, notAsRegistered(cluster, plane));
      }
      ObjectKey map = new ObjectKey(cluster.name(), plane.namespace(), ROOT_CONFIG_MAP);
      String certificate = in.get(inputs.configMaps, map, TrustFindings::rootOf);
      if (!certificate.isEmpty()) {
        roots.add("certificate " + certificate);
      }
    }
    if (domains.isEmpty()) {
      domains.add(ControlPlane.DEFAULT_TRUST_DOMAIN);
      findings.put(out, unknownDomain(cluster));
    }
    Management home = in.get(clusters.management, One.ONE);
    for (Entry<ObjectKey, RootTrustPolicy> policy : in.get(policies, One.ONE)) {
      boolean counts =
          home != null
              && policy.key().cluster().equals(home.cluster())
              && policy.key().namespace().equals(home.namespace());
      if (counts && isFor(policy.value(), cluster)) {
        roots.add("policy " + policy.key().name());
      }
    }
    out.put(trusts, cluster.name(), new Trust(domains, roots));
  }

  private static String rootOf(@Nullable ConfigMap map) {
    return map == null ? "" : map.data().getOrDefault(ROOT_KEY, "").strip();
  }

  private static boolean isFor(RootTrustPolicy policy, Cluster cluster) {
    List<MeshSelector> selectors = policy.spec().applyToMeshes();
    return selectors.isEmpty() || selectors.stream().anyMatch(each -> selects(each, cluster));
  }

  /** Labels of istiod's Deployment are taken to match: they do not tell one root from another. */
  private static boolean selects(MeshSelector selector, Cluster cluster) {
    IstioMesh istio = selector.istio();
    if (istio == null) {
      return true;
    }
    boolean ofCluster =
        istio.clusterSelector().entrySet().stream()
            .allMatch(label -> label.getValue().equals(cluster.labels().get(label.getKey())));
    return ofCluster
        && cluster.controlPlanes().stream()
            .anyMatch(plane ->
                (istio.namespace().isEmpty() || istio.namespace().equals(plane.namespace()))
                    && (istio.revision().isEmpty() || matches(istio.revision(), plane.revision())));
  }

  private static boolean matches(String regex, String revision) {
    try {
      return Pattern.matches(regex, revision);
    } catch (PatternSyntaxException e) {
      return false;
    }
  }

  private void check(String workspace, Settings own, In in, Out out) {
    ObjectRef from = own.federationFrom();
    if (own.federation() == null || !own.federation().enabled() || from == null) {
      return;
    }
    List<String> names =
        in.get(
            workspaces.scopes,
            workspace,
            (@Nullable Scope scope) ->
                scope == null ? List.of() : List.copyOf(scope.namespaces().keySet()));
    SortedMap<String, Trust> known = new TreeMap<>();
    for (String name : names) {
      Trust trust = in.get(trusts, name);
      if (trust == null) {
        continue;
      }
      for (Map.Entry<String, Trust> other : known.entrySet()) {
        if (!trust.shares(other.getValue())) {
          findings.put(out, noSharedRoot(from, other.getKey(), other.getValue(), name, trust));
          return;
        }
      }
      known.put(name, trust);
    }
  }

  private static Finding noSharedRoot(
      ObjectRef from, String one, Trust ofOne, String other, Trust ofOther) {
    return new Finding(
        Reason.TRUST_DOMAINS_WITHOUT_SHARED_ROOT,
        from,
        "options.federation",
        ofOne.domains().equals(ofOther.domains())
            ? "The roots of trust of " + one + " and " + other + " differ."
            : "The trust domains of "
                + one
                + " ("
                + String.join(", ", ofOne.domains())
                + ") and "
                + other
                + " ("
                + String.join(", ", ofOther.domains())
                + ") differ, and no root of trust of both is known.",
        "If they have none, calls between them fail: neither side accepts the other's certificates.",
        "Write a RootTrustPolicy for both, or give both control planes the same root certificate.");
  }

  private static Finding notAsRegistered(Cluster cluster, ControlPlane plane) {
    return new Finding(
        Reason.TRUST_DOMAIN_NOT_AS_REGISTERED,
        cluster.object(),
        "metadata.annotations[" + Clusters.TRUST_DOMAIN + "]",
        "%s is registered with the trust domain %s, and its istiod %s in namespace %s has %s."
            .formatted(
                cluster.name(),
                cluster.registeredTrustDomain(),
                plane.revision(),
                plane.namespace(),
                plane.trustDomain()),
        "The registered one counts: if the istiod is right, calls to the workloads of that revision are refused.",
        "Set trustDomain in the istiod's mesh configuration, or change the annotation.");
  }

  private static Finding unknownDomain(Cluster cluster) {
    return new Finding(
        Reason.TRUST_DOMAIN_UNKNOWN,
        cluster.object(),
        "",
        "No istiod is seen in " + cluster.name() + ".",
        "Its workloads are taken to be of the trust domain cluster.local; if they are not, calls to them are"
            + " refused.",
        "Let the Deployment of istiod and its ConfigMap istio be read, or install Istio there.");
  }
}
