package dev.isthmus.translate;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.isthmus.api.Reason;
import dev.isthmus.api.Resource;
import dev.isthmus.api.read.ResourceReader;
import dev.isthmus.istio.IstioJson;
import dev.isthmus.istio.IstioKind;
import dev.isthmus.istio.VirtualService;
import dev.isthmus.testing.Yaml;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** An object of others with the name of one of ours stays; ours has another name beside it. */
class TakenNamesTest {
  private static final ResourceReader READER = new ResourceReader();

  @Test
  void anOutputWhoseNameIsTakenGetsAnotherAndComesBack() throws IOException {
    Translator translator = Translator.create();
    SortedMap<OutputKey, Output> all = new TreeMap<>(translator.apply(workshop()).outputs());
    for (OutputKey key : all.keySet()) {
      Resource foreign = foreign(key);
      Translation taken = translator.apply(List.of(Change.of(foreign)));
      assertThat(taken.outputs()).hasSize(all.size()).doesNotContainKey(key);
      OutputKey other = only(taken.outputs().keySet(), all.keySet());
      assertThat(other.name()).hasSizeLessThanOrEqualTo(63).matches("[a-z0-9-]+");
      Output renamed = Objects.requireNonNull(taken.outputs().get(other));
      assertThat(renamed.spec()).isEqualTo(Objects.requireNonNull(all.get(key)).spec());
      assertThat(taken.changes()).extracting(OutputChange::key).contains(key, other);
      assertThat(taken.findings())
          .filteredOn(finding -> finding.reason() == Reason.NAME_TAKEN)
          .singleElement()
          .satisfies(finding -> {
            assertThat(finding.object()).isEqualTo(foreign.ref());
            assertThat(finding.why()).contains(other.name());
          });
      assertThat(translator.apply(List.of(Change.gone(foreign.ref()))).outputs()).isEqualTo(all);
    }
  }

  @Test
  void routesAreBoundToTheGatewayUnderItsOtherName() throws IOException {
    Translator translator = Translator.create();
    OutputKey gateway =
        translator.apply(workshop()).outputs().keySet().stream()
            .filter(key -> key.kind() == IstioKind.GATEWAY)
            .findFirst()
            .orElseThrow();
    Translation taken = translator.apply(List.of(Change.of(foreign(gateway))));
    List<String> gateways =
        taken.outputs().values().stream()
            .map(Output::spec)
            .filter(VirtualService.class::isInstance)
            .flatMap(spec -> ((VirtualService) spec).gateways().stream())
            .map(name -> name.substring(name.indexOf('/') + 1))
            .toList();
    assertThat(gateways).isNotEmpty().doesNotContain(gateway.name());
    assertThat(taken.outputs().keySet())
        .filteredOn(key -> key.kind() == IstioKind.GATEWAY)
        .extracting(OutputKey::name)
        .containsAll(gateways);
  }

  @Test
  void theOtherNameMayBeTakenToo() throws IOException {
    List<Change> changes = workshop();
    OutputKey key = Translator.create().apply(changes).outputs().firstKey();
    changes.add(Change.of(foreign(key)));
    SortedMap<OutputKey, Output> second = Translator.create().apply(changes).outputs();
    OutputKey other =
        only(second.keySet(), Translator.create().apply(workshop()).outputs().keySet());
    changes.add(Change.of(foreign(other)));
    assertThat(Translator.create().apply(changes).outputs())
        .hasSize(second.size())
        .doesNotContainKeys(key, other);
  }

  private static OutputKey only(Set<OutputKey> keys, Set<OutputKey> without) {
    List<OutputKey> left = new ArrayList<>(keys);
    left.removeAll(without);
    assertThat(left).hasSize(1);
    return left.getFirst();
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
