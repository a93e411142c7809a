package dev.isthmus.translate.plan;

import dev.isthmus.api.Finding;
import dev.isthmus.api.Labels;
import dev.isthmus.api.ObjectKey;
import dev.isthmus.api.Reason;
import dev.isthmus.api.Severity;
import dev.isthmus.api.gloo.selector.DestinationKind;
import dev.isthmus.api.gloo.selector.PortSelector;
import dev.isthmus.translate.resolve.BackendPort;
import dev.isthmus.translate.route.Place;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What is wrong with destinations of routes, in words. A service that is not visible is spoken of
 * as one that is not there.
 */
final class DestinationFindings {

  private static final String ANSWERS_500 = "Requests that match this route get 500.";
  private static final String OTHERS_GET_500 =
      "Requests of callers in other clusters that match this route get 500.";

  private static final String GET_503 = "Requests that match this route will get 503.";

  private DestinationFindings() {}

  static Finding kindNotSupported(Place place, DestinationKind kind) {
    return finding(
        Reason.NOT_SUPPORTED_YET,
        Severity.ERROR,
        place.at("kind"),
        "Destinations of kind " + kind + " are not supported yet.",
        ANSWERS_500,
        "Route to a Service.");
  }

  /**
   * There is no such service where the destination says.
   *
   * @param where {@code in cluster2}; empty where the destination names no cluster
   */
  static Finding notFound(Place place, ObjectKey key, String where) {
    return finding(
        Reason.DESTINATION_NOT_FOUND,
        Reason.DESTINATION_NOT_FOUND.severity(),
        place.at("ref"),
        "There is no Service "
            + key.namespace()
            + "/"
            + key.name()
            + where
            + " that the RouteTable's workspace owns or imports.",
        ANSWERS_500,
        "Correct the name, or let its workspace export the Service and this one import it.");
  }

  /** The destination names no cluster, and not every caller's has the service. */
  static Finding notEverywhere(Place place, ObjectKey key, String clusters) {
    return finding(
        Reason.DESTINATION_NOT_FOUND,
        Severity.WARNING,
        place.at("ref"),
        "The destination names no cluster, and of those that the route is for only "
            + clusters
            + (clusters.indexOf(',') < 0 ? " has" : " have")
            + " a Service "
            + key.namespace()
            + "/"
            + key.name()
            + ".",
        OTHERS_GET_500,
        "Federate it and set ref.cluster, so that callers of all clusters reach it.");
  }

  static Finding notFederated(Place place, ObjectKey key) {
    return finding(
        Reason.DESTINATION_NOT_FEDERATED,
        Reason.DESTINATION_NOT_FEDERATED.severity(),
        place.at("ref"),
        "Service " + key + " is not federated, and the route is for callers in other clusters too.",
        OTHERS_GET_500,
        "Select it in options.federation.serviceSelector of the WorkspaceSettings (and see that it has"
            + " a workload and a TCP port).");
  }

  static Finding notReachable(Place place, ObjectKey key) {
    return finding(
        Reason.DESTINATION_NOT_FEDERATED,
        Reason.DESTINATION_NOT_FEDERATED.severity(),
        place.at("ref"),
        "Service " + key + " is federated, but no east-west gateway of its cluster has an address.",
        OTHERS_GET_500,
        "See what is said about the gateways of " + key.cluster() + ".");
  }

  static Finding noPort(
      Place place,
      String service,
      @Nullable PortSelector wanted,
      List<BackendPort> ports,
      boolean federated) {
    List<String> known = new ArrayList<>();
    for (BackendPort port : ports) {
      known.add(
          port.name().isEmpty() ? "" + port.number() : port.number() + " (" + port.name() + ")");
    }
    String has = "it has " + (known.isEmpty() ? "none" : String.join(", ", known));
    String what =
        wanted == null
            ? "The destination names no port, and Service "
                + service
                + " has not exactly one: "
                + has
                + "."
            : "Service "
                + service
                + " has no "
                + (federated ? "federated " : "")
                + "TCP port "
                + text(wanted)
                + ": "
                + has
                + ".";
    return finding(
        Reason.DESTINATION_PORT_MISSING,
        Reason.DESTINATION_PORT_MISSING.severity(),
        place.at("port"),
        what,
        ANSWERS_500,
        "Name one of the Service's ports.");
  }

  private static String text(PortSelector port) {
    return port.name().isEmpty() ? Integer.toString(port.number()) : port.name();
  }

  static Finding subsetWithoutWorkload(
      Place place, ObjectKey key, Labels subset, List<String> others) {
    String has =
        others.isEmpty()
            ? ""
            : " (for " + subset.firstKey() + " it has " + String.join(", ", others) + ")";
    return finding(
        Reason.SUBSET_WITHOUT_WORKLOAD,
        Reason.SUBSET_WITHOUT_WORKLOAD.severity(),
        place.at("subset"),
        "No workload of service "
            + key.namespace()
            + "/"
            + key.name()
            + " in "
            + key.cluster()
            + " has the labels "
            + text(subset)
            + has
            + ".",
        GET_503,
        "Deploy such a workload, or route to one that is there.");
  }

  /** The service selects workloads, and there is none. */
  static Finding withoutWorkload(Place place, ObjectKey key, Labels selector) {
    return finding(
        Reason.DESTINATION_WITHOUT_WORKLOAD,
        Reason.DESTINATION_WITHOUT_WORKLOAD.severity(),
        place.at("ref"),
        "Nothing runs behind service "
            + key.namespace()
            + "/"
            + key.name()
            + " in "
            + key.cluster()
            + ": no pod, and no workload with replicas, has the labels "
            + text(selector)
            + ".",
        GET_503,
        "Deploy such a workload or scale it up, correct the Service's selector, or route elsewhere.");
  }

  /** The port leads to one of the pods by a name, and no workload behind the service has it. */
  static Finding targetPortUnknown(Place place, ObjectKey key, BackendPort port) {
    return finding(
        Reason.TARGET_PORT_UNKNOWN,
        Reason.TARGET_PORT_UNKNOWN.severity(),
        place.at("port"),
        "Port "
            + port.number()
            + " of service "
            + key.namespace()
            + "/"
            + key.name()
            + " in "
            + key.cluster()
            + " names a target port that no pod behind it has.",
        GET_503,
        "Name one of the containers' ports, or its number, in the Service's targetPort.");
  }

  /** The service is another name of a host, of which no service in its cluster is known. */
  static Finding onlyName(Place place, ObjectKey key, String host, int port) {
    return finding(
        Reason.DESTINATION_WITHOUT_WORKLOAD,
        Reason.DESTINATION_WITHOUT_WORKLOAD.severity(),
        place.at("ref"),
        "Service "
            + key.namespace()
            + "/"
            + key.name()
            + " in "
            + key.cluster()
            + " is only another name (type ExternalName) of "
            + host
            + ", and the RouteTable's workspace sees no Service with that host, port "
            + port
            + " and workloads there.",
        "Requests that match this route will get 503, unless a ServiceEntry has that host and port.",
        "Route to a Service with workloads, or write a ServiceEntry for the host.");
  }

  private static String text(Labels labels) {
    StringBuilder text = new StringBuilder();
    labels.forEach((name, value) ->
        text.append(text.isEmpty() ? "" : ",").append(name).append('=').append(value));
    return text.toString();
  }

  private static Finding finding(
      Reason reason, Severity severity, Place place, String what, String why, String remedy) {
    return new Finding(reason, severity, place.object(), place.field(), what, why, remedy);
  }
}
