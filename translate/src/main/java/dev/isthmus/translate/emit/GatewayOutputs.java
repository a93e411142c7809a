package dev.isthmus.translate.emit;

import dev.isthmus.api.ObjectKey;
import dev.isthmus.api.ObjectKind;
import dev.isthmus.api.ObjectRef;
import dev.isthmus.engine.GraphBuilder;
import dev.isthmus.engine.In;
import dev.isthmus.engine.Out;
import dev.isthmus.istio.Gateway;
import dev.isthmus.translate.Contribution;
import dev.isthmus.translate.Contribution.Role;
import dev.isthmus.translate.Provenance;
import dev.isthmus.translate.Rule;
import dev.isthmus.translate.finding.Findings;
import dev.isthmus.translate.plan.BoundGateway;
import dev.isthmus.translate.plan.GatewayWorkload;
import dev.isthmus.translate.plan.VirtualGateways;
import java.util.List;

/** The Gateways of VirtualGateways (lab 8). */
public final class GatewayOutputs {

  private final Outputs outputs;

  public GatewayOutputs(
      GraphBuilder graph, VirtualGateways gateways, Findings findings, Outputs outputs) {
    this.outputs = outputs;
    graph
        .rule("a VirtualGateway has a Gateway for every gateway service that it selects")
        .from(gateways.table)
        .uses(outputs.sources())
        .emits(outputs.table, findings.table)
        .each(this::emit);
  }

  private void emit(ObjectKey key, BoundGateway bound, In in, Out out) {
    for (GatewayWorkload workload : bound.workloads()) {
      if (!workload.servers().isEmpty()) {
        ObjectKey service = workload.service();
        outputs
            .sink(in, out)
            .put(
                service.cluster(),
                service.namespace(),
                workload.gateway(),
                bound.object(),
                new Gateway(workload.selector(), workload.servers()),
                new Provenance(
                    Rule.VIRTUAL_GATEWAY,
                    List.of(
                        new Contribution(
                            Role.BECAUSE, bound.object(), "selects the gateway", "workloads"),
                        new Contribution(
                            Role.OF,
                            new ObjectRef(ObjectKind.SERVICE, service),
                            "selector, ports",
                            "servers"))));
      }
    }
  }
}
