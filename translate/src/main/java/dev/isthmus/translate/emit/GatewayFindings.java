package dev.isthmus.translate.emit;

import dev.isthmus.api.Finding;
import dev.isthmus.api.ObjectRef;
import dev.isthmus.api.Reason;
import dev.isthmus.engine.Out;
import dev.isthmus.translate.finding.Findings;
import dev.isthmus.translate.resolve.EastWestGateway;

/** What is wrong with east-west gateways, in words: said about the settings that select them. */
final class GatewayFindings {

  private static final String FIELD = "options.eastWestGateways";

  private GatewayFindings() {}

  static Finding noGateway(ObjectRef settings, String cluster) {
    return new Finding(
        Reason.NO_EAST_WEST_GATEWAY,
        settings,
        FIELD,
        "Services of " + cluster + " are federated, and no east-west gateway is selected there.",
        "Other clusters get no entries for them: routes to them answer 500.",
        "Install a gateway there whose Service has the labels that eastWestGateways select (by"
            + " default istio: eastwestgateway), or select the one that is there.");
  }

  static void of(ObjectRef settings, EastWestGateway gateway, Findings findings, Out out) {
    if (gateway.targetPort() == 0) {
      findings.put(
          out,
          new Finding(
              Reason.GATEWAY_PORT_MISSING,
              settings,
              FIELD,
              gateway.ref() + " has no port for pass-through TLS.",
              "No request from another cluster can come in through it.",
              "Add a port named tls (15443) to the Service, or name the one it has in"
                  + " eastWestGateways[].port."));
    } else if (gateway.addresses().isEmpty()) {
      findings.put(
          out,
          new Finding(
              Reason.NO_GATEWAY_ADDRESS,
              settings,
              FIELD,
              gateway.ref() + " has no address that other clusters can reach.",
              "Other clusters get no entries through it, until it has one.",
              "Give its load balancer an address, use type NodePort, or set"
                  + " eastWestGateways[].hostInfoOverrides."));
    }
    for (EastWestGateway.Address address : gateway.addresses()) {
      if (address.isName()) {
        findings.put(out, hostname(settings, gateway, address));
      }
    }
  }

  private static Finding hostname(
      ObjectRef settings, EastWestGateway gateway, EastWestGateway.Address address) {
    return new Finding(
        Reason.GATEWAY_ADDRESS_IS_HOSTNAME,
        settings,
        FIELD,
        gateway.ref() + " is reached by the name " + address.host() + ".",
        "Entries through it have resolution DNS: every proxy looks the name up.",
        "Nothing is to be done if pods of all clusters can resolve it; else set an address in"
            + " eastWestGateways[].hostInfoOverrides.");
  }
}
