package dev.isthmus.cli.proxy;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;

/** Versions of an Envoy, as istioctl shows them of its bootstrap. */
final class BootstrapText {
  private static final List<String> FIXED =
      List.of("build.label", "revision.status", "build.type", "ssl.version");

  private BootstrapText() {}

  static String of(JsonNode bootstrap) {
    JsonNode node = bootstrap.path("node");
    JsonNode metadata = node.path("metadata");
    List<String[]> rows = new ArrayList<>();
    add(rows, "Istio Version:", metadata.path("ISTIO_VERSION").asText(""));
    add(rows, "Istio Proxy Version:", sha(metadata.path("ISTIO_PROXY_SHA").asText("")));
    add(rows, "Envoy Version:", envoy(node.path("userAgentBuildVersion")));
    TabTable table = new TabTable(TabTable.NARROW, rows.getFirst());
    rows.stream().skip(1).forEach(table::row);
    return table.text();
  }

  private static void add(List<String[]> rows, String name, String value) {
    if (!value.isEmpty()) {
      rows.add(new String[] {name, value});
    }
  }

  /** Behind the first colon, where there is one. */
  private static String sha(String text) {
    String[] parts = text.split(":", -1);
    return parts.length > 1 ? parts[1] : text;
  }

  private static String envoy(JsonNode build) {
    JsonNode version = build.path("version");
    StringBuilder text =
        new StringBuilder()
            .append(version.path("majorNumber").asInt(0))
            .append('.')
            .append(version.path("minorNumber").asInt(0))
            .append('.')
            .append(version.path("patch").asInt(0));
    for (String field : FIXED) {
      if (build.path("metadata").has(field)) {
        text.append(field.equals("build.label") ? '-' : '/')
            .append(build.path("metadata").path(field).asText());
      }
    }
    return text.toString();
  }
}
