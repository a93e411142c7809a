package dev.isthmus.cli.diff;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.isthmus.cli.print.Counted;
import dev.isthmus.delivery.DeliveryOrder;
import dev.isthmus.delivery.IstioKey;
import dev.isthmus.delivery.ObjectChange;
import dev.isthmus.delivery.Step;
import dev.isthmus.istio.IstioObject;
import dev.isthmus.translate.Translation;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * The steps from one translation to another.
 *
 * @param steps in the order in which they must be applied
 */
public record EnvironmentDiff(List<Step> steps) {
  public EnvironmentDiff {
    steps = List.copyOf(steps);
  }

  public static EnvironmentDiff of(Translation before, Translation after) {
    return new EnvironmentDiff(DeliveryOrder.of(objects(before), objects(after)));
  }

  /** A translation's objects as a cluster would hold them. */
  public static Map<IstioKey, IstioObject> objects(Translation translation) {
    Map<IstioKey, IstioObject> objects = new TreeMap<>();
    translation
        .outputs()
        .forEach((key, output) ->
            objects.put(
                new IstioKey(key.cluster(), key.namespace(), key.kind(), key.name()),
                output.toIstio()));
    return objects;
  }

  public boolean isEmpty() {
    return steps.isEmpty();
  }

  /** A block a step, a line an object, a line a changed field; the sum last. */
  public List<String> text() {
    List<String> lines = new ArrayList<>();
    int width = clusters().stream().mapToInt(String::length).max().orElse(0);
    for (int i = 0; i < steps.size(); i++) {
      Step step = steps.get(i);
      lines.add((i + 1) + ". " + step.phase().title());
      for (ObjectChange change : step.changes()) {
        lines.addAll(ChangeText.lines(change, width));
      }
    }
    lines.addAll(TrafficChange.sentences(steps));
    lines.add(sum());
    return lines;
  }

  /** For a pull request: the steps as lists, the fields folded away. */
  public List<String> markdown() {
    List<String> lines = new ArrayList<>();
    lines.add("### Istio objects: " + sum());
    for (String sentence : TrafficChange.sentences(steps)) {
      lines.add("");
      lines.add(sentence);
    }
    for (int i = 0; i < steps.size(); i++) {
      Step step = steps.get(i);
      lines.add("");
      lines.add("**" + (i + 1) + ". " + step.phase().title() + "**");
      lines.add("");
      step.changes().forEach(change -> lines.addAll(ChangeText.markdown(change)));
    }
    return lines;
  }

  /** {@code {"steps": [{"phase": …, "changes": [{"change": "changed", …, "fields": […]}]}]}}. */
  public ObjectNode json() {
    ObjectNode root = JsonNodeFactory.instance.objectNode();
    ArrayNode array = root.putArray("steps");
    for (Step step : steps) {
      ObjectNode node = array.addObject();
      node.put("phase", step.phase().title());
      ArrayNode changes = node.putArray("changes");
      step.changes().forEach(change -> changes.add(ChangeText.json(change)));
    }
    return root;
  }

  private TreeSet<String> clusters() {
    var clusters = new TreeSet<String>();
    steps.forEach(step -> step.changes().forEach(change -> clusters.add(change.key().cluster())));
    return clusters;
  }

  private String sum() {
    var objects = new TreeSet<IstioKey>();
    steps.forEach(step -> step.changes().forEach(change -> objects.add(change.key())));
    if (objects.isEmpty()) {
      return "no object changes";
    }
    return Counted.of(objects.size(), "object") + " in " + Counted.of(clusters().size(), "cluster");
  }
}
