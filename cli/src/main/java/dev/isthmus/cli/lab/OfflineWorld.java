package dev.isthmus.cli.lab;

import com.fasterxml.jackson.databind.JsonNode;
import dev.isthmus.api.Finding;
import dev.isthmus.api.Resource;
import dev.isthmus.api.read.ReadResult;
import dev.isthmus.api.read.ResourceReader;
import dev.isthmus.cli.diff.EnvironmentDiff;
import dev.isthmus.cli.files.ObjectFile;
import dev.isthmus.cli.mesh.ClusterMesh;
import dev.isthmus.cli.traffic.Meshes;
import dev.isthmus.cli.traffic.TrafficRun;
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
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** The clusters of a lab in memory; a step is done when it is translated. */
public final class OfflineWorld implements LabWorld {
  private final ResourceReader reader = new ResourceReader();
  private final Translator translator = Translator.create();
  private final SortedMap<Id, JsonNode> objects = new TreeMap<>();
  private final SortedMap<Id, Resource> resources = new TreeMap<>();
  private final SortedMap<Id, List<Finding>> readFindings = new TreeMap<>();
  private Translation translation = translator.current();

  @Override
  public @Nullable Place place() {
    return null;
  }

  @Override
  public void load(Path clusters) throws IOException {
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
  }

  @Override
  public Performed perform(LabDefinition.Step step, Path folder) throws IOException {
    long start = System.nanoTime();
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
    return new Performed(touched, (System.nanoTime() - start) / 1_000, false);
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

  @Override
  public Translation translation() {
    return translation;
  }

  @Override
  public SortedMap<Id, JsonNode> objects() {
    return objects;
  }

  @Override
  public void startTraffic(TrafficRun traffic) throws IOException, InterruptedException {
    traffic.start(meshes());
  }

  @Override
  public void deliver(TrafficRun traffic) throws IOException, InterruptedException {
    traffic.deliver(meshes());
  }

  private Meshes meshes() {
    Map<String, ClusterMesh> clusters = new TreeMap<>();
    objects.keySet().forEach(id -> clusters.computeIfAbsent(id.cluster(), this::mesh));
    return new Meshes(clusters, EnvironmentDiff.objects(translation));
  }

  /** What the istiods of a cluster read, once the translation is delivered. */
  private ClusterMesh mesh(String cluster) {
    List<IstioObject> istio = new ArrayList<>();
    objects.forEach((id, object) -> {
      if (id.cluster().equals(cluster) && IstioJson.read(object) instanceof IstioJson.Read read) {
        istio.add(read.object());
      }
    });
    return ClusterMesh.of(
        cluster, resources.values(), istio, translation.outputs(cluster).values());
  }

  @Override
  public List<Finding> findings() {
    var findings = new TreeSet<>(translation.findings());
    readFindings.values().forEach(findings::addAll);
    return List.copyOf(findings);
  }
}
