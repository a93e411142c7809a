package dev.isthmus.translate.finding;

import dev.isthmus.api.Finding;
import dev.isthmus.api.Reason;
import dev.isthmus.api.core.Workload;
import dev.isthmus.engine.GraphBuilder;
import dev.isthmus.engine.In;
import dev.isthmus.engine.Out;
import dev.isthmus.translate.resolve.Cluster;
import dev.isthmus.translate.resolve.Clusters;
import dev.isthmus.translate.resolve.Inputs;

/** Agents of Gloo Mesh in registered clusters: the labels of what they write are ours. */
public final class AgentFindings {

  /** The Deployment of Gloo Mesh's agent, as its Helm charts name it. */
  private static final String AGENT = "gloo-mesh-agent";

  private final Clusters clusters;
  private final Findings findings;

  public AgentFindings(GraphBuilder graph, Inputs inputs, Clusters clusters, Findings findings) {
    this.clusters = clusters;
    this.findings = findings;
    graph
        .rule("an agent of Gloo Mesh writes objects with our labels")
        .from(inputs.workloads)
        .uses(clusters.table)
        .emits(findings.table)
        .each((ref, workload, in, out) -> check(workload, in, out));
  }

  private void check(Workload workload, In in, Out out) {
    if (!workload.name().equals(AGENT)) {
      return;
    }
    Cluster cluster = in.get(clusters.table, workload.cluster());
    if (cluster == null) {
      return;
    }
    findings.put(
        out,
        new Finding(
            Reason.FOREIGN_AGENT,
            cluster.object(),
            "",
            "An agent of Gloo Mesh runs in " + cluster.name() + ": " + workload.ref() + ".",
            "Its objects have the labels of ours: each side would take the other's for its own leftovers."
                + " What is generated for this cluster is there to compare; it must not be applied while"
                + " that agent runs.",
            "Compare what it wrote with the output here; then remove that agent, and its objects as"
                + " ours take their place."));
  }
}
