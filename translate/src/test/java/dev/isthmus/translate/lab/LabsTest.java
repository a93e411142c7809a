package dev.isthmus.translate.lab;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.isthmus.testing.Edit;
import dev.isthmus.testing.ObjectId;
import dev.isthmus.testing.golden.GoldenFolders;
import dev.isthmus.translate.Output;
import dev.isthmus.translate.Translation;
import dev.isthmus.translate.Translator;
import dev.isthmus.translate.lab.Workshop.Expectation;
import dev.isthmus.translate.lab.Workshop.Lab;
import dev.isthmus.translate.lab.Workshop.Step;
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
    SortedMap<ObjectId, ObjectNode> objects = new TreeMap<>(Workshop.clusters());
    Translator translator = Translator.create();
    Translation last = translator.apply(Observed.changes(objects));
    for (Lab lab : Workshop.labs()) {
      AFTER.put(lab.lab() + " start", last);
      for (Step step : lab.steps()) {
        List<Edit> edits = Workshop.edits(lab, step, objects);
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
    return Workshop.labs().stream()
        .flatMap(lab ->
            lab.steps().stream()
                .flatMap(step ->
                    step.expectations().stream()
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
    for (Lab lab : Workshop.labs()) {
      Set<Path> used = new HashSet<>(Set.of(Path.of("steps.yaml")));
      for (Step step : lab.steps()) {
        if (step.apply() != null) {
          used.add(Path.of(step.apply()));
        }
        for (Expectation expectation : step.expectations()) {
          if (expectation.objects() != null) {
            used.add(Path.of(expectation.objects()));
          }
        }
      }
      try (Stream<Path> files = Files.walk(lab.folder())) {
        assertThat(files.filter(Files::isRegularFile).map(lab.folder()::relativize).toList())
            .as(lab.lab())
            .containsExactlyInAnyOrderElementsOf(used);
      }
    }
  }

  @Test
  void stepNamesAreUniqueAndEachStepDoesOneThing() {
    for (Lab lab : Workshop.labs()) {
      var names = new HashMap<String, Integer>();
      for (Step step : lab.steps()) {
        names.merge(step.name(), 1, Integer::sum);
        assertThat(step.apply() == null).as(step.name()).isNotEqualTo(step.delete() == null);
      }
      assertThat(names.values()).containsOnly(1);
      assertThat(names).doesNotContainKey("start");
    }
  }

  private static void check(Lab lab, Step step, Expectation expectation) {
    Translation now = after(lab.lab(), step.name());
    if (expectation.sameAs() != null) {
      Translation then = after(lab.lab(), expectation.sameAs());
      assertThat(State.of(now).objects()).isEqualTo(State.of(then).objects());
      return;
    }
    String cluster = Objects.requireNonNull(expectation.cluster());
    Path file = lab.folder().resolve(Objects.requireNonNull(expectation.objects()));
    List<String> except = expectation.except() == null ? List.of() : expectation.except();
    new ExpectedObjects(Set.copyOf(except)).check(file, cluster, now);
  }

  private static void hasAReason(Output output) {
    assertThat(output.provenance().contributions()).as(output.key().toString()).isNotEmpty();
  }

  private static Translation after(String lab, String step) {
    return Objects.requireNonNull(AFTER.get(lab + " " + step), lab + " has no step " + step);
  }
}
