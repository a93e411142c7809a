package dev.isthmus.translate.support;

import dev.isthmus.api.Finding;
import dev.isthmus.translate.Output;
import dev.isthmus.translate.OutputChange;
import dev.isthmus.translate.OutputJson;
import dev.isthmus.translate.OutputKey;
import dev.isthmus.translate.Provenance;
import dev.isthmus.translate.Translation;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Predicate;

/**
 * All that a translation says, in a form that compares by bytes.
 *
 * @param objects the JSON of each generated object
 */
public record State(
    SortedMap<OutputKey, String> objects,
    SortedMap<OutputKey, Provenance> provenance,
    List<Finding> findings) {

  public static State of(Translation translation) {
    var objects = new TreeMap<OutputKey, String>();
    var provenance = new TreeMap<OutputKey, Provenance>();
    translation
        .outputs()
        .forEach((key, output) -> {
          objects.put(key, bytes(output));
          provenance.put(key, output.provenance());
        });
    return new State(objects, provenance, translation.findings());
  }

  public static String bytes(Output output) {
    return new String(OutputJson.bytes(output), StandardCharsets.UTF_8);
  }

  /** The objects after a step's changes, as a consumer of changes would have them. */
  public static SortedMap<OutputKey, String> apply(
      SortedMap<OutputKey, String> before, List<OutputChange> changes) {
    var objects = new TreeMap<>(before);
    for (OutputChange change : changes) {
      String was = change.before() == null ? null : bytes(change.before());
      if (!Objects.equals(was, objects.get(change.key()))) {
        throw new AssertionError("the change's former form is not what was there: " + change.key());
      }
      if (change.after() == null) {
        objects.remove(change.key());
      } else if (bytes(change.after()).equals(was)) {
        throw new AssertionError("a change that changes no byte: " + change.key());
      } else {
        objects.put(change.key(), bytes(change.after()));
      }
    }
    return objects;
  }

  /** The part that these tests hold of. */
  public State only(Predicate<OutputKey> keys, Predicate<Finding> which) {
    return new State(
        filter(objects, keys), filter(provenance, keys), findings.stream().filter(which).toList());
  }

  /**
   * Compares two states.
   *
   * @throws AssertionError with the first differences
   */
  public void mustEqual(State other, String what) {
    var differences = new ArrayList<String>();
    differences(objects, other.objects, differences);
    differences(provenance, other.provenance, differences);
    differences(lines(findings), lines(other.findings), differences);
    if (!differences.isEmpty()) {
      throw new AssertionError(
          what
              + ": "
              + differences.size()
              + " differences, such as\n"
              + String.join("\n", differences.subList(0, Math.min(6, differences.size()))));
    }
  }

  private static SortedMap<Integer, String> lines(List<Finding> findings) {
    var lines = new TreeMap<Integer, String>();
    findings.forEach(finding -> lines.put(lines.size(), finding.toString()));
    return lines;
  }

  private static <K extends Comparable<K>, V> void differences(
      SortedMap<K, V> one, SortedMap<K, V> two, List<String> differences) {
    var keys = new TreeSet<>(one.keySet());
    keys.addAll(two.keySet());
    for (K key : keys) {
      V left = one.get(key);
      V right = two.get(key);
      if (!Objects.equals(left, right)) {
        differences.add(key + "\n  one   " + left + "\n  other " + right);
      }
    }
  }

  private static <V> SortedMap<OutputKey, V> filter(
      SortedMap<OutputKey, V> map, Predicate<OutputKey> keys) {
    var filtered = new TreeMap<OutputKey, V>();
    for (Map.Entry<OutputKey, V> entry : map.entrySet()) {
      if (keys.test(entry.getKey())) {
        filtered.put(entry.getKey(), entry.getValue());
      }
    }
    return filtered;
  }
}
