package dev.isthmus.kubesim;

import static dev.isthmus.kubesim.Cells.AGE;
import static dev.isthmus.kubesim.Cells.NAME;
import static dev.isthmus.kubesim.Cells.number;
import static dev.isthmus.kubesim.Cells.text;
import static dev.isthmus.kubesim.Cells.wide;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.StreamSupport;

/** The columns of Kubernetes' own kinds, as {@code pkg/printers/internalversion} has them. */
final class CoreColumns {
  private static final String NONE = "<none>";

  static final List<Column> PLAIN = List.of(NAME, AGE);
  static final List<Column> NAMESPACE =
      List.of(NAME, text("Status", o -> or(o.at("/status/phase"), "Active")), AGE);
  static final List<Column> NODE =
      List.of(
          NAME,
          text("Status", o -> isTrue(o, "Ready") ? "Ready" : "Unknown"),
          text("Roles", CoreColumns::roles),
          AGE,
          text("Version", o -> o.at("/status/nodeInfo/kubeletVersion").asText("")),
          wide("Internal-IP", o -> nodeAddress(o, "InternalIP")),
          wide("External-IP", o -> nodeAddress(o, "ExternalIP")));
  static final List<Column> SERVICE =
      List.of(
          NAME,
          text("Type", o -> or(o.at("/spec/type"), "ClusterIP")),
          text("Cluster-IP", o -> or(o.at("/spec/clusterIP"), NONE)),
          text("External-IP", CoreColumns::externalIps),
          text("Port(s)", CoreColumns::servicePorts),
          AGE,
          wide("Selector", o -> pairs(o.at("/spec/selector"))));
  static final List<Column> POD =
      List.of(
          NAME,
          text("Ready", CoreColumns::readyContainers),
          text("Status", o -> or(o.at("/status/phase"), "Unknown")),
          number("Restarts", _ -> 0),
          AGE,
          wide("IP", o -> or(o.at("/status/podIP"), NONE)),
          wide("Node", o -> or(o.at("/spec/nodeName"), NONE)));
  static final List<Column> SERVICE_ACCOUNT =
      List.of(NAME, number("Secrets", o -> o.path("secrets").size()), AGE);
  static final List<Column> CONFIG_MAP =
      List.of(NAME, number("Data", o -> o.path("data").size() + o.path("binaryData").size()), AGE);
  static final List<Column> SECRET =
      List.of(
          NAME,
          text("Type", o -> or(o.path("type"), "Opaque")),
          number("Data", o -> o.path("data").size()),
          AGE);
  static final List<Column> DEPLOYMENT =
      List.of(
          NAME,
          text("Ready", CoreColumns::readyReplicas),
          number("Up-to-date", o -> o.at("/status/updatedReplicas").asLong()),
          number("Available", o -> o.at("/status/availableReplicas").asLong()),
          AGE);
  static final List<Column> STATEFUL_SET =
      List.of(NAME, text("Ready", CoreColumns::readyReplicas), AGE);
  static final List<Column> DAEMON_SET =
      List.of(
          NAME,
          number("Desired", o -> o.at("/status/desiredNumberScheduled").asLong()),
          number("Current", o -> o.at("/status/currentNumberScheduled").asLong()),
          number("Ready", o -> o.at("/status/numberReady").asLong()),
          number("Up-to-date", o -> o.at("/status/updatedNumberScheduled").asLong()),
          number("Available", o -> o.at("/status/numberAvailable").asLong()),
          text("Node Selector", o -> pairs(o.at("/spec/template/spec/nodeSelector"))),
          AGE);
  static final List<Column> ENDPOINT_SLICE =
      List.of(
          NAME,
          text("AddressType", o -> o.path("addressType").asText("")),
          text("Ports", o -> joined(o.path("ports"), "port")),
          text("Endpoints", CoreColumns::endpoints),
          AGE);
  static final List<Column> LEASE =
      List.of(NAME, text("Holder", o -> o.at("/spec/holderIdentity").asText("")), AGE);
  static final List<Column> CRD =
      List.of(
          NAME, text("Created At", o -> o.at("/metadata/creationTimestamp").asText("<unknown>")));
  static final List<Column> EVENT =
      List.of(
          new Column(
              "Last Seen", "string", false, (o, now) -> Cells.age(o.path("lastTimestamp"), now)),
          text("Type", o -> o.path("type").asText("")),
          text("Reason", o -> o.path("reason").asText("")),
          text(
              "Object",
              o ->
                  o.at("/involvedObject/kind").asText("").toLowerCase(java.util.Locale.ROOT)
                      + "/"
                      + o.at("/involvedObject/name").asText("")),
          text("Message", o -> o.path("message").asText("")));

  private CoreColumns() {}

  private static String or(JsonNode node, String otherwise) {
    String text = node.asText("");
    return text.isEmpty() ? otherwise : text;
  }

  private static String joined(JsonNode items, String field) {
    String text =
        StreamSupport.stream(items.spliterator(), false)
            .map(item -> field.isEmpty() ? item.asText() : item.path(field).asText(""))
            .collect(Collectors.joining(","));
    return text.isEmpty() ? NONE : text;
  }

  private static String pairs(JsonNode map) {
    String text =
        map.properties().stream()
            .map(entry -> entry.getKey() + "=" + entry.getValue().asText())
            .collect(Collectors.joining(","));
    return text.isEmpty() ? NONE : text;
  }

  private static boolean isTrue(ObjectNode object, String condition) {
    return StreamSupport.stream(object.at("/status/conditions").spliterator(), false)
        .anyMatch(c ->
            c.path("type").asText().equals(condition) && c.path("status").asText().equals("True"));
  }

  private static String roles(ObjectNode node) {
    String prefix = "node-role.kubernetes.io/";
    String roles =
        node.at("/metadata/labels").properties().stream()
            .map(java.util.Map.Entry::getKey)
            .filter(label -> label.startsWith(prefix))
            .map(label -> label.substring(prefix.length()))
            .collect(Collectors.joining(","));
    return roles.isEmpty() ? NONE : roles;
  }

  private static String nodeAddress(ObjectNode node, String type) {
    return StreamSupport.stream(node.at("/status/addresses").spliterator(), false)
        .filter(address -> address.path("type").asText().equals(type))
        .map(address -> address.path("address").asText())
        .findFirst()
        .orElse(NONE);
  }

  private static String externalIps(ObjectNode service) {
    JsonNode ingress = service.at("/status/loadBalancer/ingress");
    if (service.at("/spec/type").asText().equals("LoadBalancer")) {
      return ingress.isEmpty()
          ? "<pending>"
          : joined(ingress, ingress.path(0).has("ip") ? "ip" : "hostname");
    }
    return joined(service.at("/spec/externalIPs"), "");
  }

  private static String servicePorts(ObjectNode service) {
    String ports =
        StreamSupport.stream(service.at("/spec/ports").spliterator(), false)
            .map(port ->
                port.path("port").asText()
                    + (port.has("nodePort") ? ":" + port.path("nodePort").asText() : "")
                    + "/"
                    + or(port.path("protocol"), "TCP"))
            .collect(Collectors.joining(","));
    return ports.isEmpty() ? NONE : ports;
  }

  private static String readyContainers(ObjectNode pod) {
    int all = pod.at("/spec/containers").size();
    JsonNode statuses = pod.at("/status/containerStatuses");
    long ready =
        StreamSupport.stream(statuses.spliterator(), false)
            .filter(status -> status.path("ready").asBoolean())
            .count();
    return (statuses.isEmpty() && isTrue(pod, "Ready") ? all : ready) + "/" + all;
  }

  private static String readyReplicas(ObjectNode workload) {
    return workload.at("/status/readyReplicas").asLong()
        + "/"
        + workload.at("/spec/replicas").asLong(1);
  }

  private static String endpoints(ObjectNode slice) {
    String text =
        StreamSupport.stream(slice.path("endpoints").spliterator(), false)
            .map(endpoint -> joined(endpoint.path("addresses"), ""))
            .limit(3)
            .collect(Collectors.joining(","));
    int more = slice.path("endpoints").size() - 3;
    return more > 0 ? text + " + " + more + " more..." : text.isEmpty() ? "<unset>" : text;
  }
}
