package dev.isthmus.api.read;

import static java.util.stream.Collectors.toCollection;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.isthmus.api.Resource;
import dev.isthmus.api.gloo.UnsupportedResource;
import java.nio.file.Path;
import java.util.List;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;

/** Every file of the workshop reads, and tells nothing that is not expected. */
class WorkshopTest {

  private static final Path PROJECT = Path.of("..");
  private static final Path LATER_LABS = Path.of("src/test/resources/workshop");

  private final ResourceReader reader = new ResourceReader();

  @Test
  void readsTheClustersAndLabs5To11WithoutAFinding() {
    List<JsonNode> objects = Trees.workshop(PROJECT);
    assertThat(objects).hasSizeGreaterThan(150);
    for (JsonNode object : objects) {
      ReadResult result = reader.read("cluster1", object);
      assertThat(result.findings()).as(object.toString()).isEmpty();
      assertThat(result.resource()).as(object.toString()).isPresent();
      assertThat(result.resource().map(r -> r instanceof UnsupportedResource).orElse(false))
          .isFalse();
    }
  }

  @Test
  void tellsWhatLaterLabsUseThatIsNotSupportedYet() {
    TreeSet<String> told =
        Trees.files(LATER_LABS).stream()
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
    Trees.files(LATER_LABS).stream()
        .flatMap(f -> Trees.documents(f).stream())
        .filter(o -> o.path("apiVersion").asText().contains("gloo.solo.io"))
        .forEach(o -> {
          Resource resource = reader.read("cluster1", o).resource().orElseThrow();
          if (resource instanceof UnsupportedResource kept) {
            assertThat(kept.content()).isEqualTo(o);
          }
        });
  }
}
