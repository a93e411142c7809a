package dev.isthmus.translate.plan;

import dev.isthmus.api.Finding;
import dev.isthmus.api.ObjectRef;
import dev.isthmus.api.Reason;

/** What is wrong between RouteTables and gateways, in words. */
final class RouteTableFindings {

  private RouteTableFindings() {}

  static Finding gatewayWithoutWorkload(ObjectRef gateway) {
    return new Finding(
        Reason.GATEWAY_WITHOUT_WORKLOAD,
        gateway,
        "workloads",
        "The VirtualGateway selects no gateway service of its workspace.",
        "No Gateway is made, and routes bound to it lead nowhere.",
        "Compare workloads[].selector.labels with the selector of the gateway's Service, and the"
            + " Service's namespace with the workspace.");
  }

  /**
   * The same whether it is not there or not visible: a name of another workspace's object is not
   * confirmed.
   */
  static Finding gatewayNotFound(ObjectRef table, int index, String namespace, String name) {
    return new Finding(
        Reason.GATEWAY_NOT_FOUND,
        table,
        "virtualGateways[" + index + "]",
        "No VirtualGateway "
            + namespace
            + "/"
            + name
            + " takes this RouteTable: it is not there, or"
            + " its workspace does not import the table.",
        "The routes are not on that gateway.",
        "Correct the reference (cluster too), export the RouteTable to the gateway's workspace, and let"
            + " that workspace import it.");
  }

  static Finding gatewayNotAllowing(ObjectRef table, int index, ObjectRef gateway, String host) {
    return new Finding(
        Reason.GATEWAY_NOT_ALLOWING,
        table,
        "virtualGateways[" + index + "]",
        "No listener of " + gateway + " allows this RouteTable the host " + host + ".",
        "The host is not routed on that gateway.",
        "Add the host, or a selector of this table, to allowedRouteTables of a listener.");
  }

  static Finding withoutHosts(ObjectRef table) {
    return new Finding(
        Reason.NO_EFFECT,
        table,
        "hosts",
        "The RouteTable has no hosts, and no RouteTable on a gateway or a sidecar delegates to it.",
        "Its routes are nowhere.",
        "Give it hosts, or let a route delegate to it (by its labels, where it is exported and"
            + " imported).");
  }

  static Finding noSidecars(ObjectRef table, String workspace) {
    return new Finding(
        Reason.SELECTOR_WITHOUT_MATCH,
        table,
        "workloadSelectors",
        "No namespace of workspace " + workspace + " is one that workloadSelectors select.",
        "The routes are on none of its sidecars.",
        "Correct namespace, cluster or workspace of the selectors, and select pods by their labels:"
            + " virtual machines (kind VM) and names select nothing.");
  }
}
