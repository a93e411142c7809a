package dev.isthmus.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.BufferedWriter;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A file larger than memory is no bad input: it is read an object at a time. */
final class LargeFileTest {
  /** Less than the file below. */
  private static final String HEAP = "-Xmx32m";

  private static final int PODS = 2_000;

  /** Of text in each pod that nobody needs: 40 MB in all. */
  private static final String TEXT = "a word ".repeat(3_000);

  /** One without a name: the finding tells that the file was read to its end. */
  private static final String LAST =
      """
      {"apiVersion": "v1", "kind": "Pod", "metadata": {"namespace": "shop"}}\
      """;

  @TempDir Path env;

  @ParameterizedTest
  @ValueSource(strings = {"yaml", "json"})
  void isReadInLessMemoryThanItHasBytes(String format) throws IOException, InterruptedException {
    Files.createDirectories(env.resolve("mgmt"));
    Files.writeString(
        env.resolve("mgmt/cluster.yaml"),
        """
        apiVersion: admin.gloo.solo.io/v2
        kind: KubernetesCluster
        metadata: {name: cluster1, namespace: gloo-mesh}
        spec: {clusterDomain: cluster.local}
        """);
    Path pods = Files.createDirectories(env.resolve("cluster1")).resolve("pods." + format);
    try (BufferedWriter file = Files.newBufferedWriter(pods)) {
      boolean yaml = format.equals("yaml");
      file.write(yaml ? "apiVersion: v1\nitems:\n" : "{\"apiVersion\": \"v1\", \"items\": [\n");
      for (int i = 0; i < PODS; i++) {
        file.write((yaml ? "- " : "") + pod(i) + (yaml ? "\n" : ",\n"));
      }
      file.write((yaml ? "- " : "") + LAST + "\n");
      file.write(yaml ? "kind: List\n" : "], \"kind\": \"List\"}\n");
    }
    assertThat(Files.size(pods)).isGreaterThan(40L << 20);
    try (var translate = CommandProcess.start(List.of(), List.of(HEAP), "translate", env)) {
      Ended ended = translate.end();
      int line = PODS + (format.equals("yaml") ? 3 : 2);
      assertThat(ended.out())
          .containsPattern("pods." + format + ":" + line + ":\\d+: Pod: The object has no name");
      assertThat(ended.code()).as(ended.out()).isZero();
    }
  }

  private static String pod(int number) {
    return """
    {"apiVersion": "v1", "kind": "Pod", "metadata": {"name": "pod-%d", "namespace": "shop", "annotations": {"text": "%s"}}}\
    """
        .formatted(number, TEXT);
  }
}
