package dev.isthmus.testing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

final class ShrinkerTest {

  @Test
  void onlyWhatTheFailureNeedsStays() {
    Scenario small =
        new Shrinker(
                s ->
                    s.objects().containsKey(id("o3"))
                        && s.objects().containsKey(id("o17"))
                        && s.edits().contains(Edit.remove(id("e5"))),
                10_000)
            .shrink(scenario());
    assertThat(small.objects().keySet()).containsExactlyInAnyOrder(id("o3"), id("o17"));
    assertThat(small.edits()).containsExactly(Edit.remove(id("e5")));
  }

  @Test
  void theBudgetEndsTheSearchWithWhatWasFound() {
    Scenario small = new Shrinker(s -> s.objects().containsKey(id("o3")), 5).shrink(scenario());
    assertThat(small.objects()).containsKey(id("o3"));
    assertThat(small.objects().size() + small.edits().size()).isLessThan(30);
  }

  @Test
  void aFailingPropertyIsReportedWithSeedAndSmallestScenario() {
    var cases = new Cases(seed -> scenario());
    assertThatThrownBy(() -> cases.check(s -> assertThat(s.objects()).doesNotContainKey(id("o7"))))
        .isInstanceOf(AssertionError.class)
        .hasMessageContaining("-Disthmus.seed=1")
        .hasMessageContaining("shrunk to 1 objects and 0 edits")
        .hasMessageContaining("name: o7");
  }

  private static Scenario scenario() {
    var objects = new TreeMap<ObjectId, ObjectNode>();
    var edits = new ArrayList<Edit>();
    for (int i = 0; i < 20; i++) {
      objects.put(id("o" + i), object("o" + i));
    }
    for (int i = 0; i < 10; i++) {
      edits.add(Edit.remove(id("e" + i)));
    }
    return new Scenario(1, objects, edits);
  }

  private static ObjectId id(String name) {
    return new ObjectId("c", "v1", "ConfigMap", "ns", name);
  }

  private static ObjectNode object(String name) {
    ObjectNode object = JsonNodeFactory.instance.objectNode();
    object.putObject("metadata").put("name", name);
    return object;
  }
}
