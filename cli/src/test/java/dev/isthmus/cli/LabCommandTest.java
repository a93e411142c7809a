package dev.isthmus.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class LabCommandTest {
  private static final Path WORKSHOP =
      Path.of(System.getProperty("basedir", "."), "..", "examples", "workshop");

  private static Ended lab(Path workshop, String... args) {
    return Ended.of(
        Stream.concat(Stream.of("lab", "--no-traffic", "--workshop", workshop), Stream.of(args))
            .toArray());
  }

  @ParameterizedTest
  @ValueSource(strings = {"lab-05", "lab-06", "lab-07", "lab-08", "lab-09", "lab-10", "lab-11"})
  void eachLabRunsAndEqualsWhatTheWorkshopShows(String name) {
    Ended ended = lab(WORKSHOP, name);
    assertThat(ended.err()).isEmpty();
    assertThat(ended.code()).isZero();
    assertThat(ended.out().lines().toList().getLast()).startsWith("ok ");
  }

  @Test
  void lab11ShowsTheTablesAndTheYamlOfTheLab() {
    Ended ended = lab(WORKSHOP, "11");
    assertThat(ended.out())
        .contains("Lab 11, Multi-cluster Traffic")
        .contains("Looking for objects of type serviceentries.networking.istio.io\nNAME ")
        .contains("name: vd-reviews-bookinfo-backends-svc-cluster2-global-bookinfo\n")
        .contains(
            "    - destination:\n        host: reviews.bookinfo-backends.svc.cluster2.global\n")
        .contains("subset: version-v3");
  }

  @Test
  void aStepIsNamedByNameOrNumber() {
    Ended byName = lab(WORKSHOP, "lab-11", "--until", "federate");
    Ended byNumber = lab(WORKSHOP, "lab-11", "--until", "1");
    assertThat(byName.out()).contains("step 1").doesNotContain("step 2");
    assertThat(withoutTimes(byNumber.out())).isEqualTo(withoutTimes(byName.out()));
    assertThat(lab(WORKSHOP, "lab-11", "--until", "4").err())
        .contains("lab-11 has no step 4; there are federate, route, delete-route");
  }

  @Test
  void quietIsTheVerdictAlone() {
    Ended ended = lab(WORKSHOP, "lab-11", "-q");
    assertThat(ended.out())
        .isEqualTo("ok         what the workshop shows until Lab 11: 16 of 16 equal\n");
  }

  @Test
  void anUnknownLabIsWrongUsage() {
    Ended ended = lab(WORKSHOP, "lab-99");
    assertThat(ended.code()).isEqualTo(ExitCode.USAGE);
    assertThat(ended.err()).contains("No lab lab-99; there are lab-05, lab-06");
  }

  @Test
  void whatDiffersIsShownAndFailsTheLab(@TempDir Path copy) throws IOException {
    copy(WORKSHOP, copy);
    Path expected = copy.resolve("labs/lab-11/expected/cluster1-after-federation.yaml");
    Files.writeString(
        expected, Files.readString(expected).replace("http-9080: 15443", "http-9080: 15444"));
    Ended ended = lab(copy, "lab-11", "-q");
    assertThat(ended.code()).isEqualTo(ExitCode.FINDINGS);
    assertThat(ended.out()).contains("spec.endpoints[0].ports.http-9080: 15444 -> 15443");
    assertThat(ended.out().lines().toList().getLast()).startsWith("failed ");
  }

  @Test
  void aMisspelledFieldOfALabIsAnError(@TempDir Path copy) throws IOException {
    copy(WORKSHOP, copy);
    Path steps = copy.resolve("labs/lab-11/steps.yaml");
    Files.writeString(steps, Files.readString(steps).replaceFirst("expect:", "expects:"));
    Ended ended = lab(copy, "lab-11");
    assertThat(ended.code()).isEqualTo(ExitCode.USAGE);
    assertThat(ended.err()).contains("steps.yaml").contains("expects");
  }

  @Test
  void anExpectationOfAnUnknownRequestIsAnError(@TempDir Path copy) throws IOException {
    copy(WORKSHOP, copy);
    Path steps = copy.resolve("labs/lab-11/steps.yaml");
    Files.writeString(
        steps, Files.readString(steps).replaceFirst("request: reviews,", "request: review,"));
    Ended ended = lab(copy, "lab-11");
    assertThat(ended.code()).isEqualTo(ExitCode.USAGE);
    assertThat(ended.err()).contains("no request is named review; there are [page, reviews]");
  }

  @Test
  void jsonIsOneObjectWithEveryStep() throws IOException {
    Ended ended = lab(WORKSHOP, "lab-11", "-o", "json");
    assertThat(ended.code()).isZero();
    JsonNode lab = new ObjectMapper().readTree(ended.out());
    assertThat(lab.path("ok").asBoolean()).isTrue();
    assertThat(lab.at("/steps/1/name").asText()).isEqualTo("route");
    assertThat(lab.at("/steps/1/changes")).isNotEmpty();
    assertThat(lab.at("/sum/objects").asInt()).isEqualTo(lab.at("/sum/objectsEqual").asInt());
    assertThat(lab.has("traffic")).as("none was sent, none is claimed").isFalse();
  }

  @Test
  void holdNeedsTraffic() {
    Ended ended = lab(WORKSHOP, "lab-11", "--hold");
    assertThat(ended.code()).isEqualTo(ExitCode.USAGE);
    assertThat(ended.err()).contains("--hold goes neither with --no-traffic nor with -o json");
  }

  @Test
  void keepsTheEnvironmentAndWhatCameOut(@TempDir Path folder) {
    Ended ended = lab(WORKSHOP, "lab-11", "--until", "route", "--keep", folder.toString());
    assertThat(ended.code()).isZero();
    assertThat(folder.resolve("env/cluster1/bookinfo-backends/routetable-reviews.yaml")).exists();
    assertThat(
            folder.resolve(
                "out/cluster1/bookinfo-backends/virtualservice-routetable-reviews-bookinfo-backends-cluster1-bookinfo.yaml"))
        .exists();
    assertThat(folder.resolve("env/cluster1/_cluster/namespace-bookinfo-backends.yaml")).exists();
    Ended translated = Ended.of("translate", folder.resolve("env"), "-o", folder.resolve("out"));
    assertThat(translated.code()).isZero();
    assertThat(translated.err()).as("the kept environment is whole").contains("nothing changed");
    assertThat(folder.resolve("out/.isthmus-manifest.json")).exists();
  }

  private static String withoutTimes(String text) {
    return text.replaceAll("\\d+ (µs|ms)", "");
  }

  private static void copy(Path from, Path to) throws IOException {
    try (Stream<Path> files = Files.walk(from)) {
      for (Path file : files.toList()) {
        Path target = to.resolve(from.relativize(file).toString());
        if (Files.isDirectory(file)) {
          Files.createDirectories(target);
        } else {
          Files.copy(file, target);
        }
      }
    }
  }
}
