package dev.isthmus.istio;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Every object of the workshop and of istiod's inputs, read and written again, is the same, but for
 * zero values that users wrote.
 */
class RoundTripTest {
  /** Zero values that are written out in the files: proto JSON leaves them out. */
  private static final Set<String> ZERO =
      Set.of(
          "resolution: NONE",
          "location: MESH_EXTERNAL",
          "mode: DISABLE",
          "mode: PASSTHROUGH",
          "attempts: 0",
          "weight: 0");

  static List<Path> files() {
    return Objects.files();
  }

  @ParameterizedTest
  @MethodSource("files")
  void writtenAgainItIsTheSame(Path file) {
    for (JsonNode object : Objects.in(file)) {
      assertThat(IstioJson.read(object)).as("%s", object).isInstanceOf(IstioJson.Read.class);
      IstioObject read = ((IstioJson.Read) IstioJson.read(object)).object();
      JsonNode written = IstioJson.write(read);

      assertThat(written.get("spec")).isEqualTo(withoutZeros(object.path("spec")));
      assertThat(IstioJson.read(written)).isEqualTo(new IstioJson.Read(read));
      assertThat(inOrder(written.get("spec"))).as("fields in alphabetical order").isTrue();
      assertThat(new String(IstioJson.bytes(read, IstioJson.text(read.spec())), UTF_8))
          .isEqualTo(written.toString());
    }
  }

  @Test
  void allKindsWithRecordsAreAmongTheFiles() {
    Set<IstioKind> seen = new TreeSet<>();
    files()
        .forEach(file ->
            Objects.in(file)
                .forEach(
                    object -> seen.add(((IstioJson.Read) IstioJson.read(object)).object().kind())));

    assertThat(seen)
        .containsExactly(
            IstioKind.AUTHORIZATION_POLICY,
            IstioKind.DESTINATION_RULE,
            IstioKind.GATEWAY,
            IstioKind.PEER_AUTHENTICATION,
            IstioKind.SERVICE_ENTRY,
            IstioKind.SIDECAR,
            IstioKind.VIRTUAL_SERVICE,
            IstioKind.WORKLOAD_ENTRY);
  }

  private static JsonNode withoutZeros(JsonNode node) {
    if (node instanceof ObjectNode fields) {
      ObjectNode result = IstioJson.MAPPER.createObjectNode();
      fields
          .properties()
          .forEach(field -> {
            if (!ZERO.contains(field.getKey() + ": " + field.getValue().asText(""))) {
              result.set(field.getKey(), withoutZeros(field.getValue()));
            }
          });
      return result;
    }
    if (node.isArray()) {
      var result = IstioJson.MAPPER.createArrayNode();
      node.forEach(item -> result.add(withoutZeros(item)));
      return result;
    }
    return node;
  }

  private static boolean inOrder(JsonNode node) {
    List<String> names = new ArrayList<>();
    node.fieldNames().forEachRemaining(names::add);
    return names.equals(names.stream().sorted().toList())
        && node.valueStream().allMatch(RoundTripTest::inOrder);
  }
}
