package dev.isthmus.cli.lab;

import com.fasterxml.jackson.databind.JsonNode;
import dev.isthmus.api.Finding;
import dev.isthmus.api.Resource;
import dev.isthmus.api.read.ReadResult;
import dev.isthmus.api.read.ResourceReader;
import dev.isthmus.cli.files.ObjectFile;
import dev.isthmus.cli.mesh.ClusterMesh;
import dev.isthmus.istio.IstioJson;
import dev.isthmus.istio.IstioObject;
import dev.isthmus.lab.LabDefinition;
import dev.isthmus.translate.Change;
import dev.isthmus.translate.Translation;
import dev.isthmus.translate.Translator;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Stream;

/** The clusters of a lab as the user left them, and what they translate to. */
public final class LabWorld {
  /** An object of a cluster by what a user calls it. */
  public record Id(String cluster, String kind, String namespace, String name)
      implements Comparable<Id> {
    static Id of(String cluster, JsonNode object) {
      JsonNode metadata = object.path("metadata");
      return new Id(
          cluster,
          object.path("kind").asText(),
          metadata.path("namespace").asText(),
          metadata.path("name").asText());
    }

    @Override
    public int compareTo(Id other) {
      return path().compareTo(other.path());
    }

    /** Where {@code --keep} puts it; no namespace is called {@code _cluster}. */
    public String path() {
      String folder = (namespace.isEmpty() ? "_cluster" : namespace) + "/";
      return cluster
          + "/"
          + folder
          + kind.toLowerCase(java.util.Locale.ROOT)
          + "-"
          + name
          + ".yaml";
    }

    @Override
    public String toString() {
      return kind + " " + (namespace.isEmpty() ? name : namespace + "/" + name);
    }
  }

  private final ResourceReader reader = new ResourceReader();
  private final Translator translator = Translator.create();
  private final SortedMap<Id, JsonNode> objects = new TreeMap<>();
  private final SortedMap<Id, Resource> resources = new TreeMap<>();
  private final SortedMap<Id, List<Finding>> readFindings = new TreeMap<>();
  private Translation translation = translator.current();

  /** Puts in what an environment folder holds. */
  Translation load(Path clusters) throws IOException {
    List<Change> changes = new ArrayList<>();
    try (Stream<Path> files = Files.walk(clusters)) {
      for (Path file : files.filter(f -> f.toString().endsWith(".yaml")).sorted().toList()) {
        String cluster = clusters.relativize(file).getName(0).toString();
        for (JsonNode object : ObjectFile.read(file)) {
          changes.addAll(put(cluster, object));
        }
      }
    }
    translation = translator.apply(changes);
    return translation;
  }

  /** Does what a step says. Says which objects of the user it touched. */
  List<Id> perform(LabDefinition.Step step, Path folder) throws IOException {
    List<Id> touched = new ArrayList<>();
    List<Change> changes = new ArrayList<>();
    if (step.apply() != null) {
      for (JsonNode object : ObjectFile.read(folder.resolve(step.apply()))) {
        touched.add(Id.of(step.cluster(), object));
        changes.addAll(put(step.cluster(), object));
      }
    }
    if (step.delete() != null) {
      var id =
          new Id(
              step.cluster(),
              step.delete().kind(),
              step.delete().namespace(),
              step.delete().name());
      touched.add(id);
      changes.addAll(remove(id));
    }
    translation = translator.apply(changes);
    return touched;
  }

  private List<Change> put(String cluster, JsonNode object) {
    Id id = Id.of(cluster, object);
    ReadResult result = reader.read(cluster, object);
    objects.put(id, object);
    readFindings.put(id, result.findings());
    result.resource().ifPresent(resource -> resources.put(id, resource));
    return result.resource().map(Change::of).stream().toList();
  }

  private List<Change> remove(Id id) throws IOException {
    if (objects.remove(id) == null) {
      throw new IOException("there is no " + id + " in " + id.cluster() + " to delete");
    }
    readFindings.remove(id);
    Resource resource = resources.remove(id);
    return resource == null ? List.of() : List.of(Change.gone(resource.ref()));
  }

  public Translation translation() {
    return translation;
  }

  /** What the clusters hold, without what was generated. */
  public SortedMap<Id, JsonNode> objects() {
    return objects;
  }

  /** The names of the clusters. */
  SortedSet<String> clusters() {
    SortedSet<String> clusters = new TreeSet<>();
    objects.keySet().forEach(id -> clusters.add(id.cluster()));
    return clusters;
  }

  /** What the istiods of a cluster read, once the translation is delivered. */
  public ClusterMesh mesh(String cluster) {
    List<IstioObject> istio = new ArrayList<>();
    objects.forEach((id, object) -> {
      if (id.cluster().equals(cluster) && IstioJson.read(object) instanceof IstioJson.Read read) {
        istio.add(read.object());
      }
    });
    return ClusterMesh.of(
        cluster, resources.values(), istio, translation.outputs(cluster).values());
  }

  /** The readers' findings and the translation's, sorted. */
  List<Finding> findings() {
    var findings = new TreeSet<>(translation.findings());
    readFindings.values().forEach(findings::addAll);
    return List.copyOf(findings);
  }
}
