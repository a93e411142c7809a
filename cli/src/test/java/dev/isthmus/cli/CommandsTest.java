package dev.isthmus.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.SortedMap;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The commands from end to end, on the workshop's lab 11. */
final class CommandsTest {
  @TempDir static Path kept;
  private static Path federated;
  private static Path routed;

  @TempDir Path folder;

  @BeforeAll
  static void keepLab11() {
    Ended.lab11("federate", kept.resolve("federate"));
    Ended.lab11("route", kept.resolve("route"));
    federated = kept.resolve("federate/env");
    routed = kept.resolve("route/env");
  }

  private static String resource(String name) throws IOException {
    try (var in = CommandsTest.class.getResourceAsStream("/commands/" + name)) {
      assertThat(in).as(name).isNotNull();
      return new String(in.readAllBytes(), StandardCharsets.UTF_8);
    }
  }

  /** Without what differs between two runs of the lab: digits of hashes, ages, rows' order. */
  private static List<String> comparable(String listing) {
    return listing
        .lines()
        .map(line ->
            line.replaceAll("(-svc-c-)[0-9a-f]{31}", "$1HASH")
                .replaceAll("(27m|20m|21m|<unknown>)$", "AGE"))
        .toList();
  }

  @ParameterizedTest
  @CsvSource({"bookinfo-backends, lab-11-backends.txt", "bookinfo-frontends, lab-11-frontends.txt"})
  void findTranslationGivesTheLabsListing(String namespace, String listing) throws IOException {
    Ended ended =
        Ended.of(
            "find-translation", "reviews", namespace, "-e", federated, "--cluster", "cluster1");
    assertThat(ended.code()).isZero();
    List<String> found = comparable(ended.out());
    List<String> labs = comparable(resource(listing));
    assertThat(found).containsExactlyInAnyOrderElementsOf(labs);
    assertThat(withoutRows(found)).isEqualTo(withoutRows(labs));
  }

  /** The headings, whose order counts. */
  private static List<String> withoutRows(List<String> listing) {
    return listing.stream()
        .filter(line -> !line.endsWith("AGE") || line.startsWith("NAME "))
        .toList();
  }

  @Test
  void aSecondTranslateTouchesNothingAndSaysOneLine() throws IOException {
    assertThat(Ended.of("translate", routed, "-o", folder).err())
        .contains("cluster1   13 objects   13 new\ncluster2   11 objects   11 new\n");
    SortedMap<String, String> first = Ended.files(folder);
    assertThat(first).hasSize(13 + 11 + 1);
    Ended second = Ended.of("translate", routed, "-o", folder, "--findings", "text");
    assertThat(second.code()).isZero();
    assertThat(second.err().lines().findFirst()).contains("24 objects, nothing changed");
    assertThat(Ended.files(folder)).isEqualTo(first);
  }

  @Test
  void clusterAndNamespaceNarrowWhatIsWrittenAndRemoved() throws IOException {
    Ended.of("translate", routed, "-o", folder);
    SortedMap<String, String> before = Ended.files(folder);
    Ended ended =
        Ended.of(
            "translate",
            federated,
            "-o",
            folder,
            "--cluster",
            "cluster1",
            "-n",
            "bookinfo-backends");
    assertThat(ended.code()).isZero();
    SortedMap<String, String> after = Ended.files(folder);
    assertThat(after.keySet()).hasSizeLessThan(before.size());
    String scope = "cluster1/bookinfo-backends/";
    before.forEach((path, text) -> {
      if (!path.startsWith(scope) && !path.startsWith(".")) {
        assertThat(after).containsEntry(path, text);
      }
    });
    assertThat(after.keySet()).noneMatch(path -> path.startsWith(scope + "virtualservice-"));
  }

  @Test
  void strictFailsOnAnErrorOnly() throws IOException {
    assertThat(Ended.of("translate", routed, "--strict").code()).isZero();
    Path wrong = folder.resolve("wrong");
    Ended.lab11("route", wrong);
    Path route = wrong.resolve("env/cluster1/bookinfo-backends/routetable-reviews.yaml");
    Files.writeString(route, Files.readString(route).replace("number: 9080", "number: 9081"));
    assertThat(Ended.of("translate", wrong.resolve("env")).code()).isZero();
    Ended strict = Ended.of("translate", wrong.resolve("env"), "--strict", "-q");
    assertThat(strict.code()).isEqualTo(ExitCode.FINDINGS);
    assertThat(strict.err()).startsWith("error[").contains("bookinfo-backends/reviews");
  }

  @Test
  void diffGivesTheStepsInTheOrderToApply() throws IOException {
    Ended ended = Ended.of("diff", federated, routed, "-q");
    assertThat(ended.code()).isEqualTo(ExitCode.FINDINGS);
    assertThat(ended.err()).isEmpty();
    assertThat(ended.out()).isEqualTo(resource("lab-11-diff.txt"));
    Ended none = Ended.of("diff", routed, routed, "-q");
    assertThat(none.code()).isZero();
    assertThat(none.out()).isEqualTo("no object changes\n");
  }

  @Test
  void diffAsMarkdownAndJsonHasTheSameSteps() throws IOException {
    assertThat(Ended.of("diff", federated, routed, "-q", "-o", "markdown").out())
        .startsWith("### Istio objects: 11 objects in 2 clusters\n")
        .containsSubsequence(
            "**1. widen at the destination**",
            "**2. widen at the callers**",
            "**3. switch routes**");
    JsonNode json =
        new JsonMapper().readTree(Ended.of("diff", federated, routed, "-o", "json").out());
    assertThat(json.path("steps").findValuesAsText("phase"))
        .containsExactly("widen at the destination", "widen at the callers", "switch routes");
  }

  @Test
  void validateExitsByWhatItFound() throws IOException {
    Path route = routed.resolve("cluster1/bookinfo-backends/routetable-reviews.yaml");
    assertThat(Ended.of("validate", route).code()).isZero();
    Path nameless = folder.resolve("nameless.yaml");
    Files.writeString(nameless, Files.readString(route).replaceFirst("(?m)^  name: reviews\n", ""));
    Ended ended = Ended.of("validate", nameless);
    assertThat(ended.code()).isEqualTo(ExitCode.FINDINGS);
    assertThat(ended.err()).contains("nameless.yaml:1:1: RouteTable: ");
    assertThat(Ended.of("validate", folder.resolve("nosuch.yaml")).code())
        .isEqualTo(ExitCode.USAGE);
  }

  @Test
  void findingsAsJsonParse() throws IOException {
    Ended ended = Ended.of("translate", federated, "--findings", "json");
    JsonNode findings = new JsonMapper().readTree(ended.err());
    assertThat(findings.findValuesAsText("reason")).containsExactly("FederationWithoutIsolation");
  }
}
