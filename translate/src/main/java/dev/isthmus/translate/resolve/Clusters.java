package dev.isthmus.translate.resolve;

import dev.isthmus.api.Finding;
import dev.isthmus.api.ObjectKey;
import dev.isthmus.api.Reason;
import dev.isthmus.api.core.ConfigMap;
import dev.isthmus.api.core.Istiod;
import dev.isthmus.api.core.Workload;
import dev.isthmus.api.gloo.admin.KubernetesCluster;
import dev.isthmus.engine.Entries;
import dev.isthmus.engine.Entry;
import dev.isthmus.engine.GraphBuilder;
import dev.isthmus.engine.In;
import dev.isthmus.engine.Index;
import dev.isthmus.engine.Out;
import dev.isthmus.engine.SmallTable;
import dev.isthmus.engine.Table;
import dev.isthmus.translate.finding.Findings;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The management cluster, the registered clusters, and their control planes. */
public final class Clusters {

  /** Where a KubernetesCluster says the trust domain that it was registered with. */
  public static final String TRUST_DOMAIN = "isthmus.dev/trust-domain";

  private static final String DEFAULT_DOMAIN = "cluster.local";

  /** Where the platform team's objects live. */
  public final Table<One, Management> management;

  /** The registered clusters, by name. */
  public final SmallTable<String, Cluster> table;

  private final Table<ObjectKey, ControlPlane> controlPlanes;
  private final Index<String, ObjectKey, ControlPlane> controlPlanesOf;
  private final Inputs inputs;
  private final Findings findings;

  public Clusters(GraphBuilder graph, Inputs inputs, Findings findings) {
    this.inputs = inputs;
    this.findings = findings;
    management = graph.table("management");
    table = graph.<String, Cluster>table("clusters").small();
    controlPlanes = graph.table("control planes");
    controlPlanesOf =
        graph.index("control planes by cluster", controlPlanes, (k, v) -> List.of(k.cluster()));
    Index<One, ObjectKey, KubernetesCluster> registrations =
        graph.index("registrations", inputs.clusters, (k, v) -> List.of(One.ONE));
    graph
        .rule("the management cluster holds the KubernetesCluster objects")
        .from(registrations)
        .emits(management)
        .each((one, all, in, out) -> out.put(management, one, manage(all)));
    graph
        .rule("control planes are istiod deployments with their mesh configuration")
        .from(inputs.workloads)
        .uses(inputs.configMaps)
        .emits(controlPlanes)
        .each((ref, workload, in, out) -> controlPlane(workload, in, out));
    graph
        .rule("a KubernetesCluster registers a cluster")
        .from(inputs.clusters)
        .uses(management, controlPlanesOf)
        .emits(table, findings.table)
        .each((key, cluster, in, out) -> register(cluster, in, out));
  }

  private static Management manage(Entries<ObjectKey, KubernetesCluster> all) {
    Age oldest = null;
    for (Entry<ObjectKey, KubernetesCluster> entry : all) {
      Age age = Age.of(entry.value().meta());
      if (oldest == null || age.compareTo(oldest) < 0) {
        oldest = age;
      }
    }
    if (oldest == null) {
      throw new IllegalStateException("a group of an index is never empty");
    }
    return new Management(oldest.key().cluster(), oldest.key().namespace());
  }

  private void controlPlane(Workload workload, In in, Out out) {
    Istiod istiod = Istiod.of(workload).orElse(null);
    if (istiod == null) {
      return;
    }
    MeshConfig config = in.get(inputs.configMaps, istiod.meshConfig(), Clusters::meshConfig);
    out.put(
        controlPlanes,
        workload.key(),
        new ControlPlane(
            istiod.cluster(),
            istiod.namespace(),
            istiod.revision(),
            config.trustDomain().isEmpty()
                ? ControlPlane.DEFAULT_TRUST_DOMAIN
                : config.trustDomain(),
            config.rootNamespace().isEmpty() ? istiod.namespace() : config.rootNamespace()));
  }

  private static MeshConfig meshConfig(@Nullable ConfigMap map) {
    return map == null ? MeshConfig.NONE : MeshConfig.of(map);
  }

  private void register(KubernetesCluster cluster, In in, Out out) {
    Management home = in.get(management, One.ONE);
    if (home == null) {
      return;
    }
    if (!cluster.cluster().equals(home.cluster())
        || !cluster.namespace().equals(home.namespace())) {
      findings.put(
          out,
          new Finding(
              Reason.NO_EFFECT,
              cluster.ref(),
              "",
              "The management cluster is "
                  + home.cluster()
                  + ", with the admin namespace "
                  + home.namespace()
                  + ": this object lies outside of it.",
              "A KubernetesCluster registers a cluster only there.",
              "Move it to namespace " + home.namespace() + " of " + home.cluster() + "."));
      return;
    }
    List<ControlPlane> planes = new ArrayList<>(in.get(controlPlanesOf, cluster.name()).values());
    planes.sort(
        Comparator.comparing(ControlPlane::revision).thenComparing(ControlPlane::namespace));
    String domain = cluster.spec().clusterDomain();
    out.put(
        table,
        cluster.name(),
        new Cluster(
            cluster.name(),
            cluster.ref(),
            cluster.labels(),
            domain.isEmpty() ? DEFAULT_DOMAIN : domain,
            cluster.meta().annotations().getOrDefault(TRUST_DOMAIN, "").strip(),
            planes));
  }
}
