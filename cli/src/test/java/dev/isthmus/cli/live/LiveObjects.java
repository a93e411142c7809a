package dev.isthmus.cli.live;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.isthmus.api.ObjectKind;
import dev.isthmus.api.port.DesiredObject;
import dev.isthmus.api.port.ObservedKinds;
import dev.isthmus.api.read.ResourceReader;
import dev.isthmus.cli.files.ObjectFile;
import dev.isthmus.kubesim.SimCluster;
import dev.isthmus.lab.LabDefinition;
import dev.isthmus.lab.Workshop;
import dev.isthmus.translate.Change;
import dev.isthmus.translate.OutputJson;
import dev.isthmus.translate.Translator;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Stream;

/** What users put into clusters, and what the offline translator makes of it. */
final class LiveObjects {
  private final LiveWorld world;
  private final ResourceReader reader = new ResourceReader();
  private final Translator translator = Translator.create();
  private final Map<String, JsonNode> users = new HashMap<>();

  LiveObjects(LiveWorld world) {
    this.world = world;
  }

  /** The workshop that the labs are of. */
  static Workshop workshop() {
    return new Workshop(
        Path.of(System.getProperty("basedir", "."), "../examples/workshop"), ObjectFile::read);
  }

  /** Carries out all labs, one step after the other. */
  void perform(Workshop workshop) throws IOException {
    for (LabDefinition lab : workshop.until("lab-11")) {
      perform(workshop, lab, lab.steps().size());
    }
  }

  /** Carries out the first steps of a lab. */
  void perform(Workshop workshop, LabDefinition lab, int steps) throws IOException {
    for (LabDefinition.Step step : lab.steps().subList(0, steps)) {
      perform(step, workshop.folder(lab));
    }
  }

  /** Puts an environment's folder into the clusters. */
  void load(Path clusters) throws IOException {
    try (Stream<Path> files = Files.walk(clusters)) {
      for (Path file : files.filter(f -> f.toString().endsWith(".yaml")).sorted().toList()) {
        apply(clusters.relativize(file).getName(0).toString(), file);
      }
    }
  }

  void apply(String cluster, Path file) throws IOException {
    for (JsonNode object : ObjectFile.read(file)) {
      apply(cluster, (ObjectNode) object);
    }
  }

  void apply(String cluster, ObjectNode object) {
    applyAll(cluster, List.of(object));
  }

  /** Puts many objects into a cluster, translated in one step. */
  void applyAll(String cluster, List<ObjectNode> objects) {
    List<Change> changes = new ArrayList<>();
    for (ObjectNode object : objects) {
      world.cluster(cluster).load(object);
      users.put(cluster + " " + id(object), object);
      reader.read(cluster, object).resource().map(Change::of).ifPresent(changes::add);
    }
    translator.apply(changes);
  }

  void perform(LabDefinition.Step step, Path folder) throws IOException {
    if (step.apply() != null) {
      apply(step.cluster(), folder.resolve(step.apply()));
    }
    LabDefinition.Target target = step.delete();
    if (target != null) {
      JsonNode former =
          users.remove(
              step.cluster()
                  + " "
                  + target.kind()
                  + " "
                  + target.namespace()
                  + "/"
                  + target.name());
      if (former == null) {
        throw new IOException("there is no " + target);
      }
      ObjectKind kind = kind(former);
      world.cluster(step.cluster()).remove(kind, target.namespace(), target.name());
      reader
          .read(step.cluster(), former)
          .resource()
          .map(resource -> Change.gone(resource.ref()))
          .ifPresent(this::translate);
    }
  }

  private void translate(Change change) {
    translator.apply(List.of(change));
  }

  /** What translation wants in a cluster, by kind and name. */
  SortedMap<String, ObjectNode> wanted(String cluster) {
    SortedMap<String, ObjectNode> wanted = new TreeMap<>();
    translator
        .current()
        .outputs(cluster)
        .values()
        .forEach(output -> {
          ObjectNode object = OutputJson.write(output);
          wanted.put(id(object), plain(object));
        });
    return wanted;
  }

  /** The objects of ours that are in a cluster, whole. */
  List<ObjectNode> ours(String cluster) {
    SimCluster sim = world.cluster(cluster);
    List<ObjectNode> ours = new ArrayList<>();
    for (ObjectKind kind : ObservedKinds.GENERATED) {
      sim.list(kind).stream().filter(LiveObjects::isOurs).forEach(ours::add);
    }
    return ours;
  }

  /** The same, as they are compared. */
  SortedMap<String, ObjectNode> there(String cluster) {
    SortedMap<String, ObjectNode> there = new TreeMap<>();
    ours(cluster).forEach(object -> there.put(id(object), plain(object)));
    return there;
  }

  /** What differs between clusters and translation; empty: nothing. */
  Optional<String> difference() {
    for (String cluster : List.of("mgmt", "cluster1", "cluster2")) {
      SortedMap<String, ObjectNode> there = there(cluster);
      SortedMap<String, ObjectNode> wanted = wanted(cluster);
      if (!there.equals(wanted)) {
        return Optional.of(cluster + " has " + there.keySet() + ", wanted " + wanted.keySet());
      }
    }
    return Optional.empty();
  }

  /**
   * What became of what users put in; empty: nothing. Statuses and what the API server sets aside.
   */
  Optional<String> touched() {
    for (var entry : users.entrySet()) {
      String cluster = entry.getKey().substring(0, entry.getKey().indexOf(' '));
      JsonNode user = entry.getValue();
      JsonNode metadata = user.path("metadata");
      JsonNode there =
          world
              .cluster(cluster)
              .find(
                  kind(user), metadata.path("namespace").asText(""), metadata.path("name").asText())
              .orElse(null);
      if (there == null
          || !there.path("spec").equals(user.path("spec"))
          || !there.at("/metadata/labels").equals(user.at("/metadata/labels"))
          || !there.at("/metadata/annotations").equals(user.at("/metadata/annotations"))) {
        return Optional.of(entry.getKey() + " is " + there);
      }
    }
    return Optional.empty();
  }

  /** The resourceVersions of our objects in all clusters. */
  SortedMap<String, String> versions() {
    SortedMap<String, String> versions = new TreeMap<>();
    for (String cluster : List.of("mgmt", "cluster1", "cluster2")) {
      ours(cluster)
          .forEach(object ->
              versions.put(
                  cluster + " " + id(object), object.at("/metadata/resourceVersion").asText()));
    }
    return versions;
  }

  static boolean isOurs(JsonNode object) {
    return object.path("metadata").path("annotations").has(DesiredObject.PROOF);
  }

  private static ObjectKind kind(JsonNode object) {
    return ObjectKind.of(object.path("apiVersion").asText(), object.path("kind").asText());
  }

  private static String id(JsonNode object) {
    JsonNode metadata = object.path("metadata");
    return object.path("kind").asText()
        + " "
        + metadata.path("namespace").asText("")
        + "/"
        + metadata.path("name").asText();
  }

  /** Kind, place, labels and spec. */
  static ObjectNode plain(ObjectNode object) {
    ObjectNode plain = object.deepCopy();
    plain.remove("status");
    plain.withObject("/metadata").retain("name", "namespace", "labels");
    return plain;
  }
}
