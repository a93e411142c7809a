package dev.isthmus.translate.lab;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.isthmus.lab.ExpectedObjects;
import dev.isthmus.lab.LabDefinition;
import dev.isthmus.lab.Workshop;
import dev.isthmus.testing.Edit;
import dev.isthmus.testing.ObjectId;
import dev.isthmus.testing.Yaml;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Stream;

/** The project's examples/workshop, as docs/design/lab-data.md gives its format. */
final class Labs {
  private static final Workshop WORKSHOP =
      new Workshop(
          Path.of(System.getProperty("basedir", "."), "..", "examples", "workshop"), Yaml::read);

  private Labs() {}

  /** All labs, in order. */
  static List<LabDefinition> all() {
    try {
      return WORKSHOP.until(WORKSHOP.names().getLast());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  static Path folder(LabDefinition lab) {
    return WORKSHOP.folder(lab);
  }

  static ExpectedObjects expected(LabDefinition lab, LabDefinition.Expectation expectation)
      throws IOException {
    return WORKSHOP.expected(lab, expectation);
  }

  /** The clusters before the first lab. */
  static SortedMap<ObjectId, ObjectNode> clusters() {
    var objects = new TreeMap<ObjectId, ObjectNode>();
    try (Stream<Path> files = Files.walk(WORKSHOP.clusters())) {
      for (Path file : files.filter(f -> f.toString().endsWith(".yaml")).sorted().toList()) {
        String cluster = Objects.requireNonNull(file.getParent()).getFileName().toString();
        Yaml.read(file).forEach(o -> objects.put(ObjectId.of(cluster, o), o));
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return objects;
  }

  /** What a step does to the objects that are there. */
  static List<Edit> edits(
      LabDefinition lab, LabDefinition.Step step, Map<ObjectId, ObjectNode> objects) {
    if (step.apply() != null) {
      return Yaml.read(folder(lab).resolve(step.apply())).stream()
          .map(object -> Edit.put(ObjectId.of(step.cluster(), object), object))
          .toList();
    }
    LabDefinition.Target target = Objects.requireNonNull(step.delete(), step.name());
    return List.of(
        Edit.remove(
            objects.keySet().stream()
                .filter(id ->
                    id.cluster().equals(step.cluster())
                        && id.kind().equals(target.kind())
                        && id.namespace().equals(target.namespace())
                        && id.name().equals(target.name()))
                .findFirst()
                .orElseThrow(() -> new AssertionError("nothing to delete: " + target))));
  }
}
