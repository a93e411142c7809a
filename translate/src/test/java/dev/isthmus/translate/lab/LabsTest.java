package dev.isthmus.translate.lab;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.isthmus.lab.ExpectedObjects;
import dev.isthmus.lab.LabDefinition;
import dev.isthmus.testing.Edit;
import dev.isthmus.testing.ObjectId;
import dev.isthmus.testing.Yaml;
import dev.isthmus.testing.golden.GoldenFolders;
import dev.isthmus.translate.Output;
import dev.isthmus.translate.OutputJson;
import dev.isthmus.translate.Translation;
import dev.isthmus.translate.Translator;
import dev.isthmus.translate.support.GoldenText;
import dev.isthmus.translate.support.Observed;
import dev.isthmus.translate.support.State;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

/**
 * Labs 5 to 11, step by step on one translator, against what the labs print; and the whole state
 * where it matters most.
 */
final class LabsTest {
  private static final Map<String, Translation> AFTER = new LinkedHashMap<>();

  @BeforeAll
  static void runAllLabs() {
    SortedMap<ObjectId, ObjectNode> objects = new TreeMap<>(Labs.clusters());
    Translator translator = Translator.create();
    Translation last = translator.apply(Observed.changes(objects));
    for (LabDefinition lab : Labs.all()) {
      AFTER.put(lab.lab() + " start", last);
      for (LabDefinition.Step step : lab.steps()) {
        List<Edit> edits = Labs.edits(lab, step, objects);
        for (Edit edit : edits) {
          edit.after()
              .ifPresentOrElse(
                  after -> objects.put(edit.object(), after), () -> objects.remove(edit.object()));
        }
        last = translator.apply(Observed.changes(edits));
        AFTER.put(lab.lab() + " " + step.name(), last);
      }
    }
  }

  @TestFactory
  Stream<DynamicTest> whatTheLabsPrintComesOut() {
    return Labs.all().stream()
        .flatMap(lab ->
            lab.steps().stream()
                .flatMap(step ->
                    step.expect().stream()
                        .map(expectation ->
                            DynamicTest.dynamicTest(
                                lab.lab() + " " + step.name() + ": " + expectation,
                                () -> check(lab, step, expectation)))));
  }

  @Test
  void afterFederationAndRouteTheWholeStateIsKnownAndEachObjectHasAReason() {
    for (String step : List.of("federate", "route")) {
      var files = new TreeMap<String, String>();
      for (String cluster : List.of("mgmt", "cluster1", "cluster2")) {
        var outputs = after("lab-11", step).outputs(cluster).values();
        files.put(cluster + ".yaml", GoldenText.withReasons(outputs));
        assertThat(outputs).allSatisfy(LabsTest::hasAReason);
      }
      GoldenFolders.at(GoldenText.resources("lab-11")).check(Path.of("after-" + step), files);
    }
  }

  @Test
  void theLabsOwnFindingsAreKnown() {
    var lines = new TreeMap<String, String>();
    lines.put("findings.txt", GoldenText.findings(after("lab-11", "route").findings()));
    GoldenFolders.at(GoldenText.resources("lab-11")).check(Path.of("findings-after-route"), lines);
  }

  @Test
  void everyFileOfALabIsUsed() throws IOException {
    for (LabDefinition lab : Labs.all()) {
      Set<Path> used = new HashSet<>(Set.of(Path.of("steps.yaml")));
      for (LabDefinition.Step step : lab.steps()) {
        if (step.apply() != null) {
          used.add(Path.of(step.apply()));
        }
        for (LabDefinition.Expectation expectation : step.expect()) {
          if (expectation.objects() != null) {
            used.add(Path.of(expectation.objects()));
          }
        }
      }
      try (Stream<Path> files = Files.walk(Labs.folder(lab))) {
        assertThat(
                files
                    .filter(Files::isRegularFile)
                    .map(file -> Labs.folder(lab).relativize(file))
                    .toList())
            .as(lab.lab())
            .containsExactlyInAnyOrderElementsOf(used);
      }
    }
  }

  @Test
  void stepNamesAreUniqueAndEachStepDoesOneThing() {
    for (LabDefinition lab : Labs.all()) {
      var names = new HashMap<String, Integer>();
      for (LabDefinition.Step step : lab.steps()) {
        names.merge(step.name(), 1, Integer::sum);
        assertThat(step.apply() == null).as(step.name()).isNotEqualTo(step.delete() == null);
      }
      assertThat(names.values()).containsOnly(1);
      assertThat(names).doesNotContainKey("start");
    }
  }

  private static void check(
      LabDefinition lab, LabDefinition.Step step, LabDefinition.Expectation expectation)
      throws IOException {
    Translation now = after(lab.lab(), step.name());
    if (expectation.sameAs() != null) {
      Translation then = after(lab.lab(), expectation.sameAs());
      assertThat(State.of(now).objects()).isEqualTo(State.of(then).objects());
      return;
    }
    String cluster = Objects.requireNonNull(expectation.cluster());
    List<ObjectNode> ours = now.outputs(cluster).values().stream().map(OutputJson::write).toList();
    for (ExpectedObjects.Comparison each : Labs.expected(lab, expectation).compare(ours)) {
      assertThat(each.ours()).as(each.what()).isPresent();
      assertThat(Yaml.write(each.ours().orElseThrow())).isEqualTo(Yaml.write(each.wanted()));
    }
  }

  private static void hasAReason(Output output) {
    assertThat(output.provenance().contributions()).as(output.key().toString()).isNotEmpty();
  }

  private static Translation after(String lab, String step) {
    return Objects.requireNonNull(AFTER.get(lab + " " + step), lab + " has no step " + step);
  }
}
