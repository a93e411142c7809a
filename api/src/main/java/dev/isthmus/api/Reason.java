package dev.isthmus.api;

import static dev.isthmus.api.Severity.ERROR;
import static dev.isthmus.api.Severity.INFO;
import static dev.isthmus.api.Severity.WARNING;

/** The kinds of findings. The reference of findings is made from these lines. */
public enum Reason {
  // What was written
  UNREADABLE_INPUT(ERROR, "A file, or a document of it, could not be read."),
  MISSING_NAME(ERROR, "An object has no name, so nothing can refer to it; it is left out."),
  DUPLICATE_OBJECT(ERROR, "One object is there twice with different content; the first counts."),
  UNKNOWN_FIELD(WARNING, "A field that the kind does not have; it has no effect."),
  UNKNOWN_KIND(WARNING, "A kind that its API group does not have; the object has no effect."),
  NOT_SUPPORTED_YET(WARNING, "A known kind, field or value that has no effect yet; it is kept."),
  FIELD_CONFLICT(ERROR, "Two fields are set of which only one may be."),
  MISSING_FIELD(ERROR, "A field is absent without which its surroundings mean nothing."),
  WRONG_TYPE(ERROR, "A value is of another type than its field."),
  INVALID_VALUE(ERROR, "A value is outside of what its field allows."),
  NO_EFFECT(WARNING, "Something is valid but does nothing."),

  // Workspaces and their settings
  NAMESPACE_CLAIMED_TWICE(ERROR, "Two workspaces select one namespace; the oldest keeps it."),
  UNKNOWN_CLUSTER(WARNING, "A cluster is named that is not registered."),
  SECOND_SETTINGS(ERROR, "A workspace has several settings; the oldest count."),
  NO_WORKSPACE(WARNING, "An object of configuration lies in a namespace of no workspace."),
  CONFIG_NOT_ENABLED(WARNING, "An object lies where its workspace reads no configuration."),
  DIFFERENT_COPIES(WARNING, "Copies of one object in several clusters differ."),
  AMBIENT_NAMESPACE(WARNING, "A namespace is in ambient mode; nothing is written to it."),

  // Federation and gateways
  NO_EAST_WEST_GATEWAY(ERROR, "A cluster with federated services has no east-west gateway."),
  NO_GATEWAY_ADDRESS(ERROR, "An east-west gateway has no address yet."),
  GATEWAY_PORT_MISSING(ERROR, "A gateway's Service lacks the port that is needed."),
  GATEWAY_ADDRESS_IS_HOSTNAME(INFO, "A gateway is reached by a name, so its entries need DNS."),
  NO_IDENTITIES(ERROR, "No workload stands behind a service, so no identity can be checked."),
  UNFEDERATABLE_SERVICE(WARNING, "A service, or a port of it, cannot be federated."),
  PORT_NAME_HIDES_PROTOCOL(WARNING, "Istio takes a port for TCP though its name looks like HTTP."),
  TARGET_PORT_UNKNOWN(WARNING, "A named target port that no pod has."),
  TRUST_DOMAINS_WITHOUT_SHARED_ROOT(ERROR, "Clusters that federate share no root of trust."),
  TRUST_DOMAIN_UNKNOWN(WARNING, "The trust domain of a workload is not known."),
  TRUST_DOMAIN_NOT_AS_REGISTERED(
      WARNING, "An istiod has another trust domain than its cluster is registered with."),
  FEDERATION_WITHOUT_ISOLATION(WARNING, "The east-west gateway lets in any identity of the mesh."),
  LEFTOVER_WILDCARD_GATEWAY(WARNING, "A gateway passes every host of the mesh through."),
  VIRTUAL_ADDRESS_COLLISION(WARNING, "Two hosts came out with one virtual address."),
  NAME_COLLISION(WARNING, "Two objects came out with one name; the younger got another."),
  NAME_TAKEN(
      WARNING, "An object that is not ours has the name of one of ours, which gets another."),

  // Routes
  DESTINATION_NOT_FOUND(ERROR, "A route leads to something that is not there or not visible."),
  DESTINATION_NOT_FEDERATED(ERROR, "A route leads to another cluster's service not federated."),
  DESTINATION_PORT_MISSING(ERROR, "A route's destination lacks the port, or has several."),
  DESTINATION_WITHOUT_WORKLOAD(WARNING, "Nothing stands behind the Service that a route leads to."),
  SUBSET_WITHOUT_WORKLOAD(WARNING, "No workload has the labels of a route's subset."),
  INVALID_WEIGHTS(ERROR, "The weights of a route's destinations do not fit together."),
  ROUTE_TABLE_CONFLICT(ERROR, "Two RouteTables route one host; the oldest holds it."),
  HOST_NOT_OWNED(ERROR, "A RouteTable routes a host that its workspace does not own."),
  WILDCARD_HOST_ON_SIDECARS(ERROR, "A wildcard host may be routed on gateways only."),
  GATEWAY_NOT_FOUND(ERROR, "A RouteTable names a VirtualGateway that is not there or not visible."),
  GATEWAY_NOT_ALLOWING(ERROR, "A VirtualGateway does not allow the RouteTable."),
  GATEWAY_WITHOUT_WORKLOAD(WARNING, "A VirtualGateway selects no gateway."),
  LISTENER_CONFLICT(ERROR, "Two listeners of one gateway exclude each other."),
  SELECTOR_WITHOUT_MATCH(WARNING, "A selector selects nothing."),
  DELEGATION_CYCLE(ERROR, "RouteTables delegate to each other in a circle."),
  DELEGATE_NOT_FOUND(ERROR, "A route delegates to no RouteTable that is there and visible."),
  DELEGATE_CONFLICT(ERROR, "A delegated route contradicts the route that delegates to it."),
  DELEGATE_INVALID(ERROR, "A delegated RouteTable has fields that only a root may have."),
  DELEGATION_TOO_LARGE(ERROR, "RouteTables delegate deeper or wider than the limits allow."),
  ROUTE_NOT_EXPRESSIBLE(ERROR, "Istio has no form for what a route asks."),
  POLICY_CONFLICT(ERROR, "Two policies of a kind hold one route; the oldest counts there."),
  POLICY_WITHOUT_TARGET(WARNING, "A policy selects nothing."),

  // Ourselves
  TRANSLATION_FAILED(ERROR, "The translation met a bug of its own; the last good form stays."),

  // What is in the clusters beside ours
  FOREIGN_DESTINATION_RULE(WARNING, "A DestinationRule that is not ours has a host of ours."),
  FOREIGN_VIRTUAL_SERVICE(WARNING, "A VirtualService that is not ours has a host of ours."),
  FOREIGN_AGENT(
      ERROR, "Another agent writes objects with our labels; ours must not be applied beside it.");

  private final Severity severity;
  private final String meaning;

  Reason(Severity severity, String meaning) {
    this.severity = severity;
    this.meaning = meaning;
  }

  public Severity severity() {
    return severity;
  }

  /** One line for the reference. */
  public String meaning() {
    return meaning;
  }

  /** The name in outputs: {@code SubsetWithoutWorkload}. */
  public String title() {
    StringBuilder title = new StringBuilder(name().length());
    for (String word : name().split("_", -1)) {
      title.append(word.charAt(0)).append(word.substring(1).toLowerCase(java.util.Locale.ROOT));
    }
    return title.toString();
  }

  @Override
  public String toString() {
    return title();
  }
}
