package dev.isthmus.cli.cluster;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.isthmus.cli.print.Age;
import dev.isthmus.identity.EnrolmentState;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * A cluster in {@code isthmus cluster list}: what its KubernetesCluster object says of it, and who
 * may enrol.
 *
 * @param registration the object; a missing node: there is none
 * @param certifiedUntil the end of the agent's newest certificate
 * @param enrollableUntil how long a token can still be used
 */
record ClusterEntry(
    String name,
    JsonNode registration,
    Optional<Instant> certifiedUntil,
    Optional<Instant> enrollableUntil) {
  static final List<String> HEADS =
      List.of("name", "trust domain", "agent", "since", "mode", "certificate");

  private static final String NONE = "<none>";

  static ClusterEntry of(String name, JsonNode registration, EnrolmentState state, Instant now) {
    return new ClusterEntry(
        name, registration, state.certifiedUntil(name, now), state.enrollableUntil(name, now));
  }

  boolean isRegistered() {
    return registration.isObject();
  }

  /** Whether the server says of this KubernetesCluster object that its agent is connected. */
  static boolean isConnected(JsonNode registration) {
    return connected(registration).path("status").asText().equals("True");
  }

  private JsonNode connected() {
    return connected(registration);
  }

  private static JsonNode connected(JsonNode registration) {
    for (JsonNode condition : registration.at("/status/conditions")) {
      if (condition.path("type").asText().equals("Connected")) {
        return condition;
      }
    }
    return JsonNodeFactory.instance.missingNode();
  }

  private JsonNode agent() {
    return registration.at("/status/isthmus/agent");
  }

  private String trustDomain() {
    return registration instanceof ObjectNode object ? ManagementSide.trustDomain(object) : "";
  }

  List<String> cells(Instant now) {
    return List.of(
        name,
        or(trustDomain()),
        state(),
        or(Age.of(connected().path("lastTransitionTime").asText(), now)),
        or(agent().path("mode").asText()),
        certificate());
  }

  private static String or(String text) {
    return text.isEmpty() ? NONE : text;
  }

  /** How the agent stands, in a word or two. */
  private String state() {
    JsonNode condition = connected();
    String reason = condition.path("reason").asText();
    return switch (reason) {
      case "" -> isRegistered() ? "unknown" : "not registered";
      case "AgentConnected", "ObservesOnly" -> "connected";
      case "NotConnected" -> "not connected";
      case "NeverConnected" -> "never connected";
      default -> "connected, " + reason;
    };
  }

  private String certificate() {
    return certified()
        .map(until -> "until " + until)
        .or(() -> enrollableUntil.map(until -> "may enrol until " + until))
        .orElse(NONE);
  }

  /** What is recorded of certificates, else what the server says of the agent's. */
  private Optional<String> certified() {
    String told = agent().path("certifiedUntil").asText();
    return certifiedUntil
        .map(Instant::toString)
        .or(() -> told.isEmpty() ? Optional.empty() : Optional.of(told));
  }

  ObjectNode json() {
    ObjectNode json = JsonNodeFactory.instance.objectNode();
    JsonNode condition = connected();
    json.put("name", name).put("registered", isRegistered()).put("trustDomain", trustDomain());
    json.put("connected", condition.path("status").asText("Unknown"))
        .put("since", condition.path("lastTransitionTime").asText())
        .put("reason", condition.path("reason").asText())
        .put("message", condition.path("message").asText());
    json.put("mode", agent().path("mode").asText())
        .put("version", agent().path("version").asText())
        .put("certifiedUntil", certified().orElse(""))
        .put("enrollableUntil", enrollableUntil.map(Instant::toString).orElse(""));
    return json;
  }
}
