package dev.isthmus.translate.finding;

import dev.isthmus.api.Finding;
import dev.isthmus.api.ObjectRef;
import dev.isthmus.api.Reason;
import dev.isthmus.engine.GraphBuilder;
import dev.isthmus.engine.Out;
import dev.isthmus.translate.resolve.Settings;
import dev.isthmus.translate.resolve.SettingsTable;

/**
 * Federation without isolation: the east-west gateway authorizes nobody
 * (docs/translation.md#east-west-gateway).
 */
public final class IsolationFindings {

  private final Findings findings;

  public IsolationFindings(GraphBuilder graph, SettingsTable settings, Findings findings) {
    this.findings = findings;
    graph
        .rule("federation without isolation lets in any identity of the mesh")
        .from(settings.table)
        .emits(findings.table)
        .each((workspace, own, in, out) -> check(own, out));
  }

  private void check(Settings own, Out out) {
    ObjectRef from = own.federationFrom();
    boolean federates = own.federation() != null && own.federation().enabled();
    if (federates && from != null) {
      findings.put(
          out,
          new Finding(
              Reason.FEDERATION_WITHOUT_ISOLATION,
              from,
              "options.federation",
              "The services are federated, and nothing says who may call them.",
              "The east-west gateway authorizes nobody: whoever has a certificate of the mesh reaches them"
                  + " from every cluster; import and export decide what is seen, not who may call.",
              "Write AuthorizationPolicies for the services (options.serviceIsolation is not translated yet)."));
    }
  }
}
