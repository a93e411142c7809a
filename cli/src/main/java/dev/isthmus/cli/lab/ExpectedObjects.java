package dev.isthmus.cli.lab;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.isthmus.cli.files.ObjectFile;
import dev.isthmus.cli.print.TreeDiff;
import dev.isthmus.translate.Output;
import dev.isthmus.translate.OutputJson;
import dev.isthmus.translate.Translation;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/**
 * Objects that a lab prints: each has one of ours with equal kind, namespace, name, labels and
 * spec, but for what is excepted.
 */
final class ExpectedObjects {
  private static final String DIGITS = "name-digits";
  private static final String ADDRESSES = "virtual-addresses";
  private static final String SUBSETS = "endpoint-subset-labels";
  private static final Set<String> KNOWN = Set.of(DIGITS, ADDRESSES, SUBSETS);

  private final Path file;
  private final String cluster;
  private final Set<String> except;

  ExpectedObjects(Path file, String cluster, List<String> except) throws IOException {
    if (!KNOWN.containsAll(except)) {
      throw new IOException("unknown exception among " + except + "; there are " + KNOWN);
    }
    this.file = file;
    this.cluster = cluster;
    this.except = Set.copyOf(except);
  }

  /** One check an object of the file. */
  List<LabCheck> check(Translation translation) throws IOException {
    List<LabCheck> checks = new ArrayList<>();
    for (JsonNode expected : ObjectFile.read(file)) {
      checks.add(check((ObjectNode) expected, translation));
    }
    if (checks.isEmpty()) {
      throw new IOException(file + " expects nothing");
    }
    return checks;
  }

  /** The objects of ours that the file's stand for. */
  List<Output> found(Translation translation) throws IOException {
    List<Output> found = new ArrayList<>();
    for (JsonNode expected : ObjectFile.read(file)) {
      found.addAll(alike((ObjectNode) expected, translation));
    }
    return found;
  }

  private LabCheck check(ObjectNode expected, Translation translation) {
    String what = identity(expected) + " (" + cluster + ")";
    JsonNode wanted = normal(expected, expected);
    List<String> nearest = List.of("there is no such object");
    for (Output output : alike(expected, translation)) {
      List<String> difference =
          TreeDiff.of(wanted, normal(OutputJson.write(output), expected)).stream()
              .map(Object::toString)
              .toList();
      if (difference.isEmpty()) {
        return new LabCheck(what, List.of());
      }
      nearest = difference;
    }
    return new LabCheck(what, nearest);
  }

  private List<Output> alike(ObjectNode expected, Translation translation) {
    return translation.outputs(cluster).values().stream()
        .filter(output -> identity(OutputJson.write(output)).equals(identity(expected)))
        .toList();
  }

  private String identity(ObjectNode object) {
    return object.path("kind").asText()
        + " "
        + object.at("/metadata/namespace").asText()
        + "/"
        + name(object);
  }

  private String name(ObjectNode object) {
    String name = object.at("/metadata/name").asText();
    boolean free = except.contains(DIGITS) && object.at("/spec/trafficPolicy").isObject();
    return free ? name.substring(0, name.lastIndexOf('-') + 1) + "…" : name;
  }

  /** The object without what the exceptions leave free. */
  private ObjectNode normal(ObjectNode object, ObjectNode expected) {
    ObjectNode copy = object.deepCopy();
    copy.withObject("/metadata").put("name", name(object));
    JsonNode spec = copy.path("spec");
    if (except.contains(ADDRESSES) && spec.path("addresses").size() == 1) {
      ((ObjectNode) spec).withArray("addresses").removeAll().add("a virtual address");
    }
    if (except.contains(SUBSETS)) {
      JsonNode wanted = expected.at("/spec/endpoints");
      for (int i = 0; i < Math.min(wanted.size(), spec.path("endpoints").size()); i++) {
        keepOnly(spec.path("endpoints").path(i).path("labels"), wanted.path(i).path("labels"));
      }
    }
    return copy;
  }

  private static void keepOnly(JsonNode labels, JsonNode wanted) {
    if (labels instanceof ObjectNode object) {
      List<String> names = new ArrayList<>();
      wanted.fieldNames().forEachRemaining(names::add);
      object.retain(names);
    }
  }
}
