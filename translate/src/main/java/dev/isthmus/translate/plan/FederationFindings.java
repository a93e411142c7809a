package dev.isthmus.translate.plan;

import dev.isthmus.api.Finding;
import dev.isthmus.api.Reason;
import dev.isthmus.engine.Out;
import dev.isthmus.translate.finding.Findings;
import dev.isthmus.translate.resolve.Backend;
import dev.isthmus.translate.resolve.BackendPort;
import java.util.List;

/**
 * What is wrong with federated services, in words. All of it is said about a service to its owner.
 */
final class FederationFindings {

  private FederationFindings() {}

  static Finding noIdentities(Backend backend) {
    return new Finding(
        Reason.NO_IDENTITIES,
        backend.ref(),
        "selector",
        "No workload stands behind the service, so there is no identity by which callers can check"
            + " it.",
        "It is federated only when there is one: a rule without identities would accept any"
            + " certificate of the mesh.",
        "Deploy its workload (replicas may be 0), or correct the service's selector.");
  }

  static Finding unfederatable(Backend backend) {
    if (backend.named()) {
      return unfederatable(
          backend,
          "type",
          "The service is of type ExternalName: nothing of the mesh stands behind it.",
          "Leave it out of the serviceSelector; for hosts outside of the mesh use an"
              + " ExternalService.");
    }
    if (backend.selector().isEmpty()) {
      return unfederatable(
          backend,
          "selector",
          "The service has no selector, so no workload of the mesh is known to stand behind it.",
          "Give it a selector, or leave it out of the serviceSelector.");
    }
    return unfederatable(
        backend,
        "ports",
        "The service has no TCP port that can be federated.",
        "Give it a TCP port among options.federation.ports, or leave it out of the"
            + " serviceSelector.");
  }

  private static Finding unfederatable(Backend backend, String field, String what, String remedy) {
    return new Finding(
        Reason.UNFEDERATABLE_SERVICE,
        backend.ref(),
        field,
        what,
        "It is selected for federation, and gets no host in other clusters.",
        remedy);
  }

  /** What is said of the ports that are selected for federation, and of those that cannot be. */
  static void ofPorts(Backend backend, List<BackendPort> selected, Findings findings, Out out) {
    for (String port : backend.leftOut()) {
      findings.put(
          out,
          new Finding(
              Reason.UNFEDERATABLE_SERVICE,
              backend.ref(),
              "ports",
              "Port " + port + " is not a TCP port.",
              "It is not federated; the service's TCP ports are.",
              "Nothing is to be done if other clusters do not need it."));
    }
    for (BackendPort port : selected) {
      if (port.targetPort() == 0) {
        findings.put(out, targetPortUnknown(backend, port));
      } else if (port.hidesHttp()) {
        findings.put(out, hidesHttp(backend, port));
      }
    }
  }

  private static Finding targetPortUnknown(Backend backend, BackendPort port) {
    return new Finding(
        Reason.TARGET_PORT_UNKNOWN,
        backend.ref(),
        "ports",
        "Port " + port.number() + " leads to a named port that no pod behind the service has.",
        "The port is not federated, since nobody knows its number.",
        "Name a container's port so, or give targetPort as a number.");
  }

  private static Finding hidesHttp(Backend backend, BackendPort port) {
    return new Finding(
        Reason.PORT_NAME_HIDES_PROTOCOL,
        backend.ref(),
        "ports",
        "Istio takes port "
            + port.number()
            + " ("
            + port.name()
            + ") for TCP: a port's name tells its"
            + " protocol only as the part before the first dash.",
        "Routes by path or header, retries and timeouts do not work on it.",
        "Name it http-" + port.name() + ", or set appProtocol: http.");
  }
}
