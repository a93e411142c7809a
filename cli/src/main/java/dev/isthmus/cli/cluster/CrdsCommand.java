package dev.isthmus.cli.cluster;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.isthmus.api.ObjectKind;
import dev.isthmus.api.read.CustomResourceDefinitions;
import dev.isthmus.cli.ExitCode;
import dev.isthmus.cli.OutputOptions;
import dev.isthmus.cli.files.YamlText;
import dev.isthmus.cli.print.Console;
import dev.isthmus.kube.KubeObjects;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** {@code isthmus crds}: the definitions of the users' kinds. */
@Command(
    name = "crds",
    description = {
      "Print the CustomResourceDefinitions of the users' kinds, or install them.",
      "Groups of which a cluster has definitions of another origin are left as they are."
    },
    footer = {
      "",
      "Examples:",
      "  isthmus crds >crds.yaml",
      "  isthmus crds --apply --context mgmt"
    },
    mixinStandardHelpOptions = true)
public final class CrdsCommand implements Callable<Integer> {
  private static final ObjectKind DEFINITION =
      new ObjectKind("apiextensions.k8s.io", "v1", "CustomResourceDefinition");

  private static final Duration PATIENCE = Duration.ofSeconds(30);
  private static final Duration PAUSE = Duration.ofMillis(200);

  @Spec private CommandSpec spec;
  @Mixin private ContextOptions context = new ContextOptions();
  @Mixin private OutputOptions output = new OutputOptions();

  @Option(names = "--apply", description = "Install them in the cluster of the context.")
  private boolean apply;

  @Option(
      names = {"-o", "--output"},
      paramLabel = "FORMAT",
      description = "yaml: print them (default).")
  private @Nullable YamlOnly format;

  @Override
  public Integer call() throws IOException, InterruptedException {
    Console console = output.console(spec);
    if (apply && format != null) {
      throw new ParameterException(
          spec.commandLine(), "--apply installs the definitions, -o prints them: take one of them");
    }
    List<ObjectNode> all = CustomResourceDefinitions.all();
    if (!apply) {
      console.print(all.stream().map(YamlText::of).collect(Collectors.joining("---\n")));
      return ExitCode.FINE;
    }
    try (KubeObjects cluster = KubeObjects.of(context.context())) {
      Set<String> others = groupsOfOthers(cluster);
      Applier applier = new Applier(cluster, console);
      for (ObjectNode definition : all) {
        if (!others.contains(group(definition))) {
          definition
              .withObject("/metadata/labels")
              .put(AgentManifests.MANAGED_BY, AgentManifests.ISTHMUS);
          var _ = applier.apply(definition);
        }
      }
      await(cluster, all.stream().filter(each -> !others.contains(group(each))).toList());
      for (String group : others) {
        console.say(
            "%s: definitions of group %s are there already, of another origin: left as they are"
                .formatted(cluster.context(), group));
      }
    }
    return ExitCode.FINE;
  }

  /** API servers serve a new kind, and name it, a moment after it was defined. */
  private static void await(KubeObjects cluster, List<ObjectNode> definitions)
      throws IOException, InterruptedException {
    Set<String> kinds =
        definitions.stream()
            .map(definition -> definition.at("/spec/names/kind").asText())
            .collect(Collectors.toSet());
    Set<String> groups = definitions.stream().map(CrdsCommand::group).collect(Collectors.toSet());
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
  private static Set<String> groupsOfOthers(KubeObjects cluster) throws IOException {
    Set<String> ours =
        CustomResourceDefinitions.all().stream()
            .map(CrdsCommand::group)
            .collect(Collectors.toSet());
    return cluster.list(DEFINITION).stream()
        .filter(definition -> ours.contains(group(definition)))
        .filter(definition -> !AgentManifests.isManaged(definition))
        .map(CrdsCommand::group)
        .collect(Collectors.toCollection(TreeSet::new));
  }

  private static String group(ObjectNode definition) {
    return definition.at("/spec/group").asText();
  }
}
