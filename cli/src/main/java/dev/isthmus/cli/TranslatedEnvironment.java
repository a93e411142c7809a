package dev.isthmus.cli;

import dev.isthmus.api.Finding;
import dev.isthmus.api.ObjectKey;
import dev.isthmus.api.ObjectKind;
import dev.isthmus.api.ObjectRef;
import dev.isthmus.api.Reason;
import dev.isthmus.api.Resource;
import dev.isthmus.cli.diff.EnvironmentDiff;
import dev.isthmus.cli.files.Environment;
import dev.isthmus.cli.files.EnvironmentReader;
import dev.isthmus.cli.mesh.ClusterMesh;
import dev.isthmus.cli.print.FindingText;
import dev.isthmus.cli.traffic.Meshes;
import dev.isthmus.translate.Change;
import dev.isthmus.translate.Translation;
import dev.isthmus.translate.Translator;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;

/**
 * An environment folder and what it translates to; after {@link #reread} only what changed is
 * translated again.
 */
final class TranslatedEnvironment {
  private static final String MANAGEMENT = "KubernetesCluster";

  private final Path folder;
  private final EnvironmentReader reader;
  private final Translator translator = Translator.create();
  private SortedMap<ObjectRef, Resource> known = new TreeMap<>();
  private Environment environment;
  private Translation translation;

  private TranslatedEnvironment(Path folder, EnvironmentReader reader, Environment environment) {
    this.folder = folder;
    this.reader = reader;
    this.environment = environment;
    this.translation = translator.apply(changes(environment.resources()));
    this.known = environment.resources();
  }

  /**
   * Reads and translates the folder.
   *
   * @throws IOException if the folder itself cannot be read
   */
  static TranslatedEnvironment of(Path folder) throws IOException {
    var reader = new EnvironmentReader(folder);
    return new TranslatedEnvironment(folder, reader, reader.readAll());
  }

  /**
   * Reads and translates the folder, for {@link #mesh}.
   *
   * @throws IOException if the folder itself cannot be read
   */
  static TranslatedEnvironment withIstioObjects(Path folder) throws IOException {
    var reader = new EnvironmentReader(folder, true);
    return new TranslatedEnvironment(folder, reader, reader.readAll());
  }

  /** What the istiods of a cluster read, once the translation is delivered. */
  ClusterMesh mesh(String cluster) {
    return ClusterMesh.of(
        cluster,
        environment.resources().values(),
        environment.istio(cluster),
        translation.outputs(cluster).values());
  }

  /** All clusters, and what the environment translates to. */
  Meshes meshes() {
    Map<String, ClusterMesh> meshes = new TreeMap<>();
    clusters().forEach(cluster -> meshes.put(cluster, mesh(cluster)));
    return new Meshes(meshes, EnvironmentDiff.objects(translation));
  }

  /**
   * Reads again what is said to have changed, and translates what that touches.
   *
   * @throws IOException if the folder itself cannot be read
   */
  void reread(Watch.Batch changed) throws IOException {
    environment = changed.anything() ? reader.readAll() : reader.reread(changed.files());
    translation = translator.apply(changes(environment.resources()));
    known = environment.resources();
  }

  /**
   * Whether everything was read that the translation needs; where not, an object that is not
   * generated may only seem to be unwanted.
   */
  boolean whole() {
    return environment.whole() && isManaged();
  }

  private boolean isManaged() {
    return environment.resources().keySet().stream()
        .anyMatch(ref -> ref.kind().kind().equals(MANAGEMENT));
  }

  /**
   * Refuses the name of a cluster of which nothing is known.
   *
   * @param cluster null for every cluster
   */
  void requireCluster(@Nullable String cluster, CommandSpec spec) {
    if (cluster != null && !clusters().contains(cluster)) {
      throw new ParameterException(
          spec.commandLine(),
          "No cluster "
              + cluster
              + " in "
              + folder
              + "; there are "
              + String.join(", ", clusters()));
    }
  }

  Translation translation() {
    return translation;
  }

  /** The clusters of the environment and of its outputs. */
  SortedSet<String> clusters() {
    var clusters = new TreeSet<String>();
    environment.resources().keySet().forEach(ref -> clusters.add(ref.key().cluster()));
    translation.outputs().keySet().forEach(key -> clusters.add(key.cluster()));
    return clusters;
  }

  /** The readers' findings and the translation's, sorted. */
  List<Finding> findings() {
    List<Finding> findings = new ArrayList<>(environment.findings());
    findings.addAll(translation.findings());
    if (!isManaged()) {
      findings.add(unmanaged());
    }
    findings.sort(null);
    return findings;
  }

  /** What of the input could not be read. */
  List<Finding> unreadable() {
    return findings().stream()
        .filter(finding -> finding.reason() == Reason.UNREADABLE_INPUT)
        .toList();
  }

  private Finding unmanaged() {
    return new Finding(
        Reason.UNREADABLE_INPUT,
        new ObjectRef(
            new ObjectKind("", "", FindingText.FILE), new ObjectKey("", "", folder.toString())),
        "",
        "no management cluster: no KubernetesCluster object in " + folder,
        "Workspaces and clusters stand in the management cluster; without it nothing can be told of any cluster.",
        "Add the folder of the management cluster, with a KubernetesCluster object for each cluster."
            + " What was generated before is neither changed nor removed.");
  }

  private List<Change> changes(SortedMap<ObjectRef, Resource> now) {
    List<Change> changes = new ArrayList<>();
    now.forEach((ref, resource) -> {
      if (!resource.equals(known.get(ref))) {
        changes.add(Change.of(resource));
      }
    });
    known.keySet().stream()
        .filter(ref -> !now.containsKey(ref))
        .forEach(ref -> changes.add(Change.gone(ref)));
    return changes;
  }
}
