package dev.isthmus.translate.finding;

import dev.isthmus.api.Finding;
import dev.isthmus.api.ObjectRef;
import dev.isthmus.api.Reason;
import java.util.List;

/** What is said of Istio objects of others. */
final class ForeignTexts {

  private ForeignTexts() {}

  static Finding rule(ObjectRef object, String host) {
    return new Finding(
        Reason.FOREIGN_DESTINATION_RULE,
        object,
        "host",
        "This DestinationRule is not ours, and one of ours is for " + host + " in this namespace.",
        "Istio merges them only when exportTo is equal, and of other settings takes those of the older, which is"
            + " this one where ours is new: our mutual TLS, identities or subsets are lost, and routes to a"
            + " subset answer 503.",
        "Delete it, or move it to a host that is not routed by RouteTables nor federated.");
  }

  static Finding routes(ObjectRef object, String host) {
    return new Finding(
        Reason.FOREIGN_VIRTUAL_SERVICE,
        object,
        "hosts",
        "This VirtualService is not ours, and a RouteTable routes "
            + host
            + " in this namespace too.",
        "A sidecar has one VirtualService of a host, the older, which is this one where ours is new: then the"
            + " RouteTable has no effect here.",
        "Move its routes into the RouteTable, and delete it.");
  }

  static Finding boundToOurs(ObjectRef object, String gateway) {
    return new Finding(
        Reason.FOREIGN_VIRTUAL_SERVICE,
        object,
        "gateways",
        "This VirtualService is not ours, and is bound to the generated Gateway " + gateway + ".",
        "Istio merges it with those of RouteTables by age; the Gateway's name changes with its VirtualGateway.",
        "Write its routes as a RouteTable.");
  }

  static Finding wildcardGateway(ObjectRef object, List<String> hosts) {
    return new Finding(
        Reason.LEFTOVER_WILDCARD_GATEWAY,
        object,
        "servers",
        "This Gateway passes " + String.join(", ", hosts) + " through, whatever the service.",
        "Whoever has a certificate of the mesh reaches every service that the gateway's namespace sees, not only the"
            + " federated ones.",
        "Delete it: federation opens its hosts one by one in a Gateway of its own.");
  }
}
