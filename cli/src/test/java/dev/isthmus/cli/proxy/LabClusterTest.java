package dev.isthmus.cli.proxy;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import dev.isthmus.cli.Ended;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * What {@code istioctl proxy-config clusters … -o json} printed in lab 11, and what {@code isthmus}
 * prints: they differ in the lines of {@code lab-11-envoy-differences.txt} and nowhere else.
 */
final class LabClusterTest {
  private static final JsonMapper MAPPER = new JsonMapper();

  @TempDir private static Path kept;

  private static String resource(String name) throws IOException {
    try (var in = LabClusterTest.class.getResourceAsStream("/proxy/" + name)) {
      assertThat(in).as(name).isNotNull();
      return new String(in.readAllBytes(), StandardCharsets.UTF_8);
    }
  }

  @Test
  void theClusterIsTheLabsButForListedDifferences() throws IOException {
    Ended.lab11("route", kept);
    Ended ended =
        Ended.of(
            "proxy-config",
            "clusters",
            "productpage-v1.bookinfo-frontends",
            "--env",
            kept.resolve("env"),
            "--cluster",
            "cluster1",
            "--fqdn",
            "reviews.bookinfo-backends.svc.cluster1.global",
            "-o",
            "json");
    assertThat(ended.code()).isZero();
    Map<String, String> lab =
        fields(MAPPER.readTree(resource("lab-11-productpage-cluster-reviews-cluster1.envoy.json")));
    Map<String, String> ours = fields(MAPPER.readTree(ended.out()));
    assertThat(differences(lab, ours)).containsExactlyInAnyOrderElementsOf(listed());
  }

  /** A line a difference; lines that begin with # are reasons. */
  private static List<String> listed() throws IOException {
    return resource("lab-11-envoy-differences.txt")
        .lines()
        .filter(line -> !line.isEmpty() && !line.startsWith("#"))
        .toList();
  }

  private static List<String> differences(Map<String, String> lab, Map<String, String> ours) {
    List<String> found = new ArrayList<>();
    lab.forEach((path, value) -> {
      if (!ours.containsKey(path)) {
        found.add("lab only: " + path + " = " + value);
      } else if (!value.equals(ours.get(path))) {
        found.add("differs: " + path + ": " + value + " / " + ours.get(path));
      }
    });
    ours.forEach((path, value) -> {
      if (!lab.containsKey(path)) {
        found.add("ours only: " + path + " = " + value);
      }
    });
    return found;
  }

  /** Every value, and every empty object, with its path. */
  private static Map<String, String> fields(JsonNode node) {
    Map<String, String> fields = new TreeMap<>();
    add("", node, fields);
    return fields;
  }

  private static void add(String path, JsonNode node, Map<String, String> fields) {
    if (node.isContainerNode() && !node.isEmpty()) {
      node.properties().forEach(it -> add(path + "/" + it.getKey(), it.getValue(), fields));
      for (int i = 0; node.isArray() && i < node.size(); i++) {
        add(path + "/" + i, node.get(i), fields);
      }
    } else {
      fields.put(path, node.toString());
    }
  }
}
