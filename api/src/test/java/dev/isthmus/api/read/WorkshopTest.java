package dev.isthmus.api.read;

import static java.util.stream.Collectors.toCollection;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.isthmus.api.Resource;
import dev.isthmus.api.gloo.UnsupportedResource;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** Every file of the workshop reads, and tells nothing that is not expected. */
class WorkshopTest {

  private static final Path EXAMPLES = Path.of("../examples/workshop");
  private static final Path LATER_LABS = Path.of("src/test/resources/workshop");

  private final ResourceReader reader = new ResourceReader();

  @Test
  void readsTheClustersAndLabs5To11WithoutAFinding() {
    List<JsonNode> objects = new java.util.ArrayList<>();
    yaml(EXAMPLES.resolve("clusters")).forEach(f -> objects.addAll(Trees.documents(f)));
    yaml(EXAMPLES.resolve("labs"))
        .filter(f -> !f.endsWith("steps.yaml"))
        .forEach(f -> objects.addAll(Trees.documents(f)));
    assertThat(objects).hasSizeGreaterThan(150);
    for (JsonNode object : objects) {
      ReadResult result = reader.read("cluster1", object);
      assertThat(result.findings()).as(object.toString()).isEmpty();
      boolean needed = !NOT_NEEDED.contains(object.path("kind").asText());
      assertThat(result.resource().isPresent()).as(object.toString()).isEqualTo(needed);
      assertThat(result.resource().map(r -> r instanceof UnsupportedResource).orElse(false))
          .isFalse();
    }
  }

  private static final List<String> NOT_NEEDED = List.of();

  @Test
  void tellsWhatLaterLabsUseThatIsNotSupportedYet() {
    TreeSet<String> told =
        yaml(LATER_LABS)
            .flatMap(f -> Trees.documents(f).stream())
            .flatMap(o -> reader.read("cluster1", o).findings().stream())
            .map(f -> f.reason() + " " + f.object().kind().kind() + " " + f.field())
            .collect(toCollection(TreeSet::new));
    assertThat(told)
        .containsExactly(
            "NotSupportedYet ExtAuthPolicy ",
            "NotSupportedYet ExtAuthServer ",
            "NotSupportedYet ExternalEndpoint ",
            "NotSupportedYet ExternalService ",
            "NotSupportedYet FailoverPolicy ",
            "NotSupportedYet JWTPolicy ",
            "NotSupportedYet OutlierDetectionPolicy ",
            "NotSupportedYet RateLimitClientConfig ",
            "NotSupportedYet RateLimitPolicy ",
            "NotSupportedYet RateLimitServerConfig ",
            "NotSupportedYet RateLimitServerSettings ",
            "NotSupportedYet TransformationPolicy ",
            "NotSupportedYet VirtualDestination ",
            "NotSupportedYet WorkspaceSettings options.serviceIsolation");
  }

  @Test
  void keepsEveryObjectOfLaterLabs() {
    yaml(LATER_LABS)
        .flatMap(f -> Trees.documents(f).stream())
        .filter(o -> o.path("apiVersion").asText().contains("gloo.solo.io"))
        .forEach(o -> {
          Resource resource = reader.read("cluster1", o).resource().orElseThrow();
          if (resource instanceof UnsupportedResource kept) {
            assertThat(kept.content()).isEqualTo(o);
          }
        });
  }

  private static Stream<Path> yaml(Path folder) {
    try (Stream<Path> files = Files.walk(folder)) {
      return files
          .filter(f -> f.toString().endsWith(".yaml") && !f.toString().contains("/expected/"))
          .sorted()
          .toList()
          .stream();
    } catch (IOException e) {
      throw new java.io.UncheckedIOException(e);
    }
  }
}
