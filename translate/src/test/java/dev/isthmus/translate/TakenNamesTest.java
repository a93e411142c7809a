package dev.isthmus.translate;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.isthmus.api.Reason;
import dev.isthmus.api.Resource;
import dev.isthmus.api.read.ResourceReader;
import dev.isthmus.istio.IstioJson;
import dev.isthmus.testing.Yaml;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** An object of others with the name of one of ours stays: ours is not part of the translation. */
class TakenNamesTest {
  private static final ResourceReader READER = new ResourceReader();

  @Test
  void anOutputWhoseNameIsTakenIsWithheldAndComesBack() throws IOException {
    Translator translator = Translator.create();
    SortedMap<OutputKey, Output> all = new TreeMap<>(translator.apply(workshop()).outputs());
    OutputKey key = all.firstKey();
    Output output = Objects.requireNonNull(all.get(key));

    Resource foreign = foreign(key);
    Translation taken = translator.apply(List.of(Change.of(foreign)));
    assertThat(taken.outputs()).hasSize(all.size() - 1).doesNotContainKey(key);
    assertThat(taken.outputs(key.cluster())).doesNotContainKey(key);
    assertThat(taken.output(key)).isEmpty();
    assertThat(taken.changes()).containsExactly(new OutputChange(key, output, null));
    assertThat(taken.findings()).anyMatch(finding -> finding.reason() == Reason.NAME_TAKEN);

    Translation free = translator.apply(List.of(Change.gone(foreign.ref())));
    assertThat(free.outputs()).isEqualTo(all);
    assertThat(free.changes()).containsExactly(new OutputChange(key, null, output));
  }

  @Test
  void bothMayComeInOneStep() throws IOException {
    List<Change> changes = workshop();
    OutputKey key = Translator.create().apply(changes).outputs().firstKey();
    changes.add(Change.of(foreign(key)));
    Translation taken = Translator.create().apply(changes);
    assertThat(taken.outputs()).isNotEmpty().doesNotContainKey(key);
    assertThat(taken.changes()).extracting(OutputChange::key).doesNotContain(key);
  }

  private static Resource foreign(OutputKey key) {
    ObjectNode object = IstioJson.MAPPER.createObjectNode();
    object.put("apiVersion", "networking.istio.io/v1beta1").put("kind", key.kind().kind());
    object.putObject("metadata").put("name", key.name()).put("namespace", key.namespace());
    object.putObject("spec").put("host", "example.com");
    return read(key.cluster(), object);
  }

  private static Resource read(String cluster, JsonNode object) {
    return READER.read(cluster, object).resource().orElseThrow();
  }

  /** The workshop's clusters with the objects that labs 5 to 8 apply. */
  private static List<Change> workshop() throws IOException {
    Path root = Path.of(System.getProperty("basedir", "."), "..", "examples", "workshop");
    List<Change> changes = new ArrayList<>();
    try (Stream<Path> files = Files.walk(root.resolve("clusters"))) {
      for (Path file : files.filter(f -> f.toString().endsWith(".yaml")).sorted().toList()) {
        String cluster = Objects.requireNonNull(file.getParent()).getFileName().toString();
        Yaml.read(file)
            .forEach(object ->
                READER.read(cluster, object).resource().map(Change::of).ifPresent(changes::add));
      }
    }
    for (String lab : List.of("lab-05", "lab-06", "lab-07", "lab-08")) {
      try (Stream<Path> files = Files.list(root.resolve("labs").resolve(lab))) {
        for (Path file :
            files.filter(f -> f.getFileName().toString().matches("\\d.*")).sorted().toList()) {
          Yaml.read(file)
              .forEach(object ->
                  changes.add(
                      Change.of(
                          read(
                              object.path("kind").asText().matches("KubernetesCluster|Workspace")
                                      || lab.equals("lab-05")
                                  ? "mgmt"
                                  : "cluster1",
                              object))));
        }
      }
    }
    return changes;
  }
}
