package dev.isthmus.api.read;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.isthmus.testing.Yaml;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Random;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class CustomResourceDefinitionsTest {
  private static final Path FILE = Path.of("../docs/crds.yaml");
  private static final String REFRESH = "isthmus.golden.refresh";
  private static final int LARGEST = 1 << 20;

  @Test
  void theFileIsInStepWithTheTable() throws IOException {
    String crds =
        CustomResourceDefinitions.all().stream()
            .map(Yaml::write)
            .collect(Collectors.joining("---\n"));
    if (Boolean.getBoolean(REFRESH)) {
      assertThat(System.getenv("CI")).as("files are not written anew in CI").isNull();
      Files.writeString(FILE, crds);
    }
    assertThat(Files.readString(FILE))
        .as("docs/crds.yaml; write it anew with -D" + REFRESH + "=true")
        .isEqualTo(crds);
  }

  @Test
  void everyKindHasADefinitionOfItsOwnThatAnApiServerCanStore() {
    assertThat(CustomResourceDefinitions.all())
        .hasSize(Schema.table().kinds().size())
        .allSatisfy(crd -> assertThat(crd.toString().length()).isLessThan(LARGEST))
        .extracting(crd -> crd.at("/metadata/name").asText())
        .doesNotHaveDuplicates()
        .contains(
            "workspaces.admin.gloo.solo.io",
            "workspacesettings.admin.gloo.solo.io",
            "routetables.networking.gloo.solo.io",
            "virtualgateways.networking.gloo.solo.io",
            "accesspolicies.security.policy.gloo.solo.io");
  }

  @Test
  void fieldsThatExcludeEachOtherAreTold() {
    ObjectNode table =
        CustomResourceDefinitions.all().stream()
            .filter(crd -> crd.at("/spec/names/kind").asText().equals("RouteTable"))
            .findFirst()
            .orElseThrow();
    JsonNode route =
        table.at("/spec/versions/0/schema/openAPIV3Schema/properties/spec/properties/http/items");

    assertThat(route.path("allOf").toString())
        .contains("{\"not\":{\"required\":[\"forwardTo\",\"delegate\"]}}");
  }

  /** What the reader takes, the definition takes. */
  @ParameterizedTest
  @EnumSource
  void aPatternTakesWhatTheReaderTakes(ScalarType type) {
    String pattern = CrdSchemas.pattern(type);
    Random random = new Random(type.name().hashCode());
    long taken =
        Stream.concat(
                Stream.of("1h30m", "2s", "0.5s", "0s", "1.5h", "GRPC-WEB", "GET", ":path", "*"),
                Stream.generate(() -> text(random)).limit(50_000))
            .filter(text -> type.parse(text).isPresent())
            .peek(text ->
                assertThat(pattern.isEmpty() || Pattern.matches("(?s)" + pattern, text))
                    .as(text)
                    .isTrue())
            .count();

    assertThat(taken).isGreaterThanOrEqualTo(type == ScalarType.BOOL ? 0 : 1);
  }

  private static String text(Random random) {
    String letters = "aZ09.-*/:_ smhnuµ%éxyc,5";
    return random
        .ints(random.nextInt(8), 0, letters.length())
        .mapToObj(i -> String.valueOf(letters.charAt(i)))
        .collect(Collectors.joining());
  }
}
