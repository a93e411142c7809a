package dev.isthmus.translate.lab;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.PropertyNamingStrategies;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
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
import org.jspecify.annotations.Nullable;

/** The project's examples/workshop, as docs/design/lab-data.md gives its format. */
final class Workshop {
  static final Path ROOT =
      Path.of(System.getProperty("basedir", "."), "..", "examples", "workshop");
  private static final JsonMapper MAPPER =
      JsonMapper.builder()
          .propertyNamingStrategy(PropertyNamingStrategies.KEBAB_CASE)
          .enable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
          .build();

  /** One lab; its folder's files are named relative to it. */
  record Lab(String lab, String title, String why, List<Step> steps) {
    Path folder() {
      return ROOT.resolve("labs").resolve(lab);
    }
  }

  /** A step applies a file or deletes an object. */
  record Step(
      String name,
      String title,
      String why,
      String cluster,
      @Nullable String apply,
      @Nullable Target delete,
      @Nullable List<Shown> show,
      @Nullable List<Expectation> expect) {
    List<Expectation> expectations() {
      return expect == null ? List.of() : expect;
    }
  }

  record Target(String kind, String name, String namespace) {}

  record Shown(String find, String namespace, String cluster) {}

  record Expectation(
      @Nullable String cluster,
      @Nullable String objects,
      @Nullable List<String> except,
      @Nullable String sameAs) {}

  private Workshop() {}

  /** All labs, in order. */
  static List<Lab> labs() {
    try (Stream<Path> folders = Files.list(ROOT.resolve("labs"))) {
      return folders.sorted().map(Workshop::lab).toList();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static Lab lab(Path folder) {
    ObjectNode steps = Yaml.read(folder.resolve("steps.yaml")).getFirst();
    try {
      Lab lab = MAPPER.treeToValue(steps, Lab.class);
      if (!lab.lab().equals(folder.getFileName().toString())) {
        throw new IllegalStateException(folder + " calls itself " + lab.lab());
      }
      return lab;
    } catch (JsonProcessingException e) {
      throw new UncheckedIOException(folder.toString(), e);
    }
  }

  /** The clusters before the first lab. */
  static SortedMap<ObjectId, ObjectNode> clusters() {
    var objects = new TreeMap<ObjectId, ObjectNode>();
    try (Stream<Path> files = Files.walk(ROOT.resolve("clusters"))) {
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
  static List<Edit> edits(Lab lab, Step step, Map<ObjectId, ObjectNode> objects) {
    if (step.apply() != null) {
      return Yaml.read(lab.folder().resolve(step.apply())).stream()
          .map(object -> Edit.put(ObjectId.of(step.cluster(), object), object))
          .toList();
    }
    Target target = Objects.requireNonNull(step.delete(), step.name());
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
