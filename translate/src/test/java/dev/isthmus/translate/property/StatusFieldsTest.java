package dev.isthmus.translate.property;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.isthmus.api.Finding;
import dev.isthmus.api.ObjectRef;
import dev.isthmus.api.Resource;
import dev.isthmus.testing.Cases;
import dev.isthmus.testing.Edit;
import dev.isthmus.testing.ObjectId;
import dev.isthmus.testing.random.RandomEnvironment;
import dev.isthmus.translate.Translation;
import dev.isthmus.translate.Translator;
import dev.isthmus.translate.resolve.NamespaceId;
import dev.isthmus.translate.status.StatusValue;
import dev.isthmus.translate.support.Observed;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

/** What a translation tells of single objects, and of which of them a step has changed it. */
final class StatusFieldsTest {
  private static final Cases CASES = new Cases(RandomEnvironment::scenario);

  /** All that is told of one object. */
  private record Told(
      SortedMap<String, StatusValue> fields, List<Finding> findings, String workspace) {}

  @Test
  void stepsTellWhatFromScratchTellsAndNameEachObjectThatTheyChange() {
    CASES.check(scenario -> {
      Translator translator = Translator.create();
      translator.apply(Observed.changes(scenario.objects()));
      Map<ObjectRef, Told> before = told(scenario.objects(), translator.current());
      for (int done = 1; done <= scenario.edits().size(); done++) {
        Edit edit = scenario.edits().get(done - 1);
        Translation next = translator.apply(Observed.changes(List.of(edit)));
        Map<ObjectRef, Told> after = told(scenario.after(done), next);
        assertThat(after)
            .as("edit %d: %s", done, edit)
            .isEqualTo(told(scenario.after(done), Observed.translate(scenario.after(done))));
        for (Map.Entry<ObjectRef, Told> entry : after.entrySet()) {
          Told was = before.get(entry.getKey());
          if (was != null && !was.equals(entry.getValue())) {
            assertThat(isNamed(next, entry.getKey()))
                .as("edit %d tells something else of %s", done, entry.getKey())
                .isTrue();
          }
        }
        before = after;
      }
    });
  }

  @Test
  void theFindingsOfObjectsAreAllFindingsOfThem() {
    CASES.check(scenario -> {
      Translation translation = Observed.translate(scenario.objects());
      Map<ObjectRef, List<Finding>> expected = new HashMap<>();
      for (Finding finding : translation.findings()) {
        expected.merge(finding.object(), List.of(finding), StatusFieldsTest::joined);
      }
      expected.forEach((ref, findings) ->
          assertThat(translation.findings(ref)).containsExactlyElementsOf(findings));
    });
  }

  private static List<Finding> joined(List<Finding> some, List<Finding> more) {
    var all = new ArrayList<>(some);
    all.addAll(more);
    return all;
  }

  private static boolean isNamed(Translation step, ObjectRef ref) {
    return step.retold().contains(ref)
        || step.rehomed().contains(new NamespaceId(ref.key().cluster(), ref.key().namespace()));
  }

  private static Map<ObjectRef, Told> told(
      SortedMap<ObjectId, ObjectNode> objects, Translation translation) {
    Map<ObjectRef, Told> told = new TreeMap<>();
    for (Resource resource : Observed.resources(objects)) {
      ObjectRef ref = resource.ref();
      told.put(
          ref,
          new Told(
              translation.fields(ref),
              translation.findings(ref),
              translation.workspace(new NamespaceId(ref.key().cluster(), ref.key().namespace()))));
    }
    return told;
  }
}
