package dev.isthmus.cli.proxy;

import com.fasterxml.jackson.databind.JsonNode;

/** What several tables read of Envoy's resources. */
final class Resources {
  private static final String CONFIG = "/apis/networking.istio.io/";

  private Resources() {}

  /**
   * The Istio object that a resource's metadata names: {@code name.namespace}; empty for none,
   * {@code <unknown>} for one of another API, as istioctl says.
   */
  static String managedBy(JsonNode resource) {
    JsonNode config = resource.path("metadata").path("filterMetadata").path("istio").path("config");
    if (config.isMissingNode()) {
      return "";
    }
    if (!config.asText().startsWith(CONFIG)) {
      return "<unknown>";
    }
    String[] pieces = config.asText().split("/", -1);
    return pieces.length == 8 ? pieces[7] + "." + pieces[5] : "";
  }

  /** Conditions of a route on its path; istioctl ignores headers. */
  static String match(JsonNode match) {
    StringBuilder text = new StringBuilder();
    add(text, match.path("prefix").asText(""), "", "*");
    add(text, match.path("pathSeparatedPrefix").asText(""), "PathPrefix:", "");
    add(text, match.path("path").asText(""), "", "");
    if (match.has("safeRegex")) {
      text.append(text.isEmpty() ? "" : " ")
          .append("regex ")
          .append(match.path("safeRegex").path("regex").asText(""));
    }
    return text.toString();
  }

  private static void add(StringBuilder text, String value, String before, String after) {
    if (!value.isEmpty()) {
      text.append(text.isEmpty() ? "" : " ").append(before).append(value).append(after);
    }
  }

  /** {@code address:port}, the path of a pipe, or a listener inside of Envoy. */
  static String address(JsonNode address) {
    JsonNode socket = address.path("socketAddress");
    if (!socket.isMissingNode()) {
      return socket.path("address").asText("") + ":" + socket.path("portValue").asInt(0);
    }
    JsonNode internal = address.path("envoyInternalAddress");
    if (internal.has("serverListenerName")) {
      return "envoy://"
          + internal.path("serverListenerName").asText()
          + "/"
          + internal.path("endpointId").asText("");
    }
    return address.path("pipe").path("path").asText("unknown");
  }
}
