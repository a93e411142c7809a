package dev.isthmus.testing;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * An environment and what happens to it. Objects are never changed in place.
 *
 * @param seed gives this scenario again, before shrinking
 */
public record Scenario(long seed, SortedMap<ObjectId, ObjectNode> objects, List<Edit> edits) {
  public Scenario {
    objects = Collections.unmodifiableSortedMap(new TreeMap<>(objects));
    edits = List.copyOf(edits);
  }

  public Scenario withObjects(SortedMap<ObjectId, ObjectNode> objects) {
    return new Scenario(seed, objects, edits);
  }

  public Scenario withEdits(List<Edit> edits) {
    return new Scenario(seed, objects, edits);
  }

  /** The objects after all edits. */
  public SortedMap<ObjectId, ObjectNode> last() {
    return after(edits.size());
  }

  /** The objects after the first edits. */
  public SortedMap<ObjectId, ObjectNode> after(int count) {
    var state = new TreeMap<>(objects);
    for (Edit edit : edits.subList(0, count)) {
      edit.after()
          .ifPresentOrElse(
              object -> state.put(edit.object(), object), () -> state.remove(edit.object()));
    }
    return Collections.unmodifiableSortedMap(state);
  }

  /** The whole scenario as YAML that a person can read and a test can be made of. */
  public String toYaml() {
    var lines = new ArrayList<String>();
    objects.forEach((id, object) -> lines.add("# " + id + "\n" + Yaml.write(object)));
    int number = 1;
    for (Edit edit : edits) {
      lines.add(
          "# edit "
              + number++
              + ": "
              + edit
              + edit.after().map(o -> "\n" + Yaml.write(o)).orElse(""));
    }
    return String.join("---\n", lines);
  }
}
