package dev.isthmus.cli.cluster;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.isthmus.api.ObjectKind;
import dev.isthmus.api.read.CustomResourceDefinitions;
import dev.isthmus.cli.print.Console;
import dev.isthmus.kube.KubeObjects;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;

/** The definitions of the users' kinds in a cluster. */
final class Definitions {
  private static final ObjectKind DEFINITION =
      new ObjectKind("apiextensions.k8s.io", "v1", "CustomResourceDefinition");

  private static final Duration PATIENCE = Duration.ofSeconds(30);
  private static final Duration PAUSE = Duration.ofMillis(200);

  private final KubeObjects cluster;
  private final Console console;

  Definitions(KubeObjects cluster, Console console) {
    this.cluster = cluster;
    this.console = console;
  }

  /**
   * Installs them, and waits until they are served. A group of which there is a definition of
   * another origin is left as it is.
   */
  void install() throws IOException, InterruptedException {
    List<ObjectNode> all = CustomResourceDefinitions.all();
    Set<String> others = groupsOfOthers();
    Applier applier = new Applier(cluster, console);
    for (ObjectNode definition : all) {
      if (!others.contains(group(definition))) {
        definition.withObject("/metadata/labels").put(Manifests.MANAGED_BY, Manifests.ISTHMUS);
        var _ = applier.apply(definition);
      }
    }
    await(all.stream().filter(each -> !others.contains(group(each))).toList());
    for (String group : others) {
      console.say(
          "%s: definitions of group %s are there already, of another origin: left as they are"
              .formatted(cluster.context(), group));
    }
  }

  /** API servers serve a new kind, and name it, a moment after it was defined. */
  private void await(List<ObjectNode> definitions) throws IOException, InterruptedException {
    Set<String> kinds =
        definitions.stream()
            .map(definition -> definition.at("/spec/names/kind").asText())
            .collect(Collectors.toSet());
    Set<String> groups = definitions.stream().map(Definitions::group).collect(Collectors.toSet());
    long end = System.nanoTime() + PATIENCE.toNanos();
    while (System.nanoTime() < end) {
      Set<String> served =
          cluster.served(groups::contains).stream()
              .map(ObjectKind::kind)
              .collect(Collectors.toSet());
      if (served.containsAll(kinds)) {
        return;
      }
      Thread.sleep(PAUSE);
    }
    throw new IOException(
        cluster.context()
            + " does not serve all of these kinds yet: look at  kubectl get crds  for what hinders them");
  }

  /** The groups of ours that have a definition without our label. */
  private Set<String> groupsOfOthers() throws IOException {
    Set<String> ours =
        CustomResourceDefinitions.all().stream()
            .map(Definitions::group)
            .collect(Collectors.toSet());
    return cluster.list(DEFINITION).stream()
        .filter(definition -> ours.contains(group(definition)))
        .filter(definition -> !Manifests.isManaged(definition))
        .map(Definitions::group)
        .collect(Collectors.toCollection(TreeSet::new));
  }

  private static String group(ObjectNode definition) {
    return definition.at("/spec/group").asText();
  }
}
