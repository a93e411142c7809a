package dev.isthmus.cli.mesh;

import static org.assertj.core.api.Assertions.assertThat;

import dev.isthmus.api.Resource;
import dev.isthmus.api.core.ConfigMap;
import dev.isthmus.api.core.Pod;
import dev.isthmus.api.read.ResourceReader;
import dev.isthmus.testing.Yaml;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/** Objects of a cluster, as tests write them. */
final class ReadObjects {
  private static final ResourceReader READER = new ResourceReader();

  private ReadObjects() {}

  static List<Resource> of(String cluster, String yaml) {
    return Yaml.documents(yaml).stream()
        .flatMap(object -> READER.read(cluster, object).resource().stream())
        .toList();
  }

  /** What a cluster of the workshop holds before the first lab. */
  static List<Resource> workshop(String cluster) {
    return Stream.of("00-nodes", "10-istio", "20-gateways", "30-bookinfo", "40-addons")
        .map(name -> Path.of("../examples/workshop/clusters", cluster, name + ".yaml"))
        .flatMap(file -> Yaml.read(file).stream())
        .flatMap(object -> READER.read(cluster, object).resource().stream())
        .toList();
  }

  static Pod pod(ClusterMesh mesh, String prefix) {
    List<Pod> found = mesh.pods().stream().filter(it -> it.name().startsWith(prefix)).toList();
    assertThat(found).as("pods %s*", prefix).hasSize(1);
    return found.getFirst();
  }

  static ConfigMap mesh(String mesh) {
    StringBuilder text =
        new StringBuilder(
            "{apiVersion: v1, kind: ConfigMap, metadata: {name: istio, namespace: istio-system}}");
    text.insert(text.length() - 1, ", data: {mesh: \"" + mesh.replace("\n", "\\n") + "\"}");
    return (ConfigMap) of("cluster1", text.toString()).getFirst();
  }
}
