package dev.isthmus.cli.cluster;

import dev.isthmus.api.Finding;
import dev.isthmus.api.ObjectKey;
import dev.isthmus.api.ObjectKind;
import dev.isthmus.api.ObjectRef;
import dev.isthmus.api.Reason;
import dev.isthmus.cli.OutputOptions;
import dev.isthmus.cli.print.Console;
import dev.isthmus.cli.print.Counted;
import dev.isthmus.cli.print.FindingText;
import dev.isthmus.kube.KubeContext;
import dev.isthmus.kube.KubeException;
import dev.isthmus.kube.KubeObjects;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** {@code isthmus snapshot}: real clusters as a folder for the offline commands. */
@Command(
    name = "snapshot",
    description = {
      "Write what clusters hold as a folder that the offline commands read.",
      "Secrets are not read. What could not be read is told, and the command exits with 2."
    },
    footer = {
      "",
      "Examples:",
      "  isthmus snapshot --context mgmt --context cluster1 --context cluster2 -o env",
      "  isthmus snapshot --context mgmt=admin@mgmt.example --context cluster1 -o env"
    },
    mixinStandardHelpOptions = true)
public final class SnapshotCommand implements Callable<Integer> {
  private static final ObjectKind FILE = new ObjectKind("", "", FindingText.FILE);

  @Spec private CommandSpec spec;
  @Mixin private KubeconfigOption kubeconfig = new KubeconfigOption();
  @Mixin private OutputOptions output = new OutputOptions();

  @Option(
      names = "--context",
      paramLabel = "[NAME=]CONTEXT",
      required = true,
      converter = NamedContext.Converter.class,
      description =
          "A cluster, by its kubeconfig's context; NAME is its name where the context's is another. Several times.")
  private List<NamedContext> contexts = List.of();

  @Option(
      names = {"-o", "--output"},
      paramLabel = "ENV",
      required = true,
      description = "The folder: a folder per cluster in it.")
  private Path env = Path.of("");

  @Override
  public Integer call() throws IOException {
    Console console = output.console(spec);
    // What is mistyped is told before anything is read.
    Map<String, KubeContext> clusters = new LinkedHashMap<>();
    for (NamedContext one : contexts) {
      if (clusters.put(one.name(), kubeconfig.context(one.context())) != null) {
        throw new ParameterException(
            spec.commandLine(), "Cluster " + one.name() + " is named twice");
      }
      new SnapshotFolder(env.resolve(one.name())).check();
    }
    List<Finding> findings = new ArrayList<>();
    for (Map.Entry<String, KubeContext> cluster : clusters.entrySet()) {
      write(cluster.getKey(), cluster.getValue(), console, findings);
    }
    return output.report(findings, console);
  }

  private void write(String name, KubeContext context, Console console, List<Finding> findings)
      throws IOException {
    Path folder = env.resolve(name);
    try (KubeObjects objects = KubeObjects.of(context)) {
      ClusterSnapshot snapshot = ClusterSnapshot.read(name, objects);
      new SnapshotFolder(folder).write(snapshot.files());
      console.say("%s: %s".formatted(folder, Counted.of(snapshot.objects(), "object")));
      for (ClusterSnapshot.Missing one : snapshot.missing()) {
        findings.add(
            missing(
                name,
                folder.resolve(one.file()),
                one.why(),
                "The file is not written: translated from here, the cluster has none of these."));
      }
    } catch (KubeException e) {
      findings.add(
          missing(
              name,
              folder,
              String.valueOf(e.getMessage()),
              "Nothing of the cluster is written; a former snapshot stays as it is."));
    }
  }

  private static Finding missing(String cluster, Path path, String what, String why) {
    return new Finding(
        Reason.UNREADABLE_INPUT,
        new ObjectRef(FILE, new ObjectKey(cluster, "", path.toString())),
        "",
        what,
        why,
        "");
  }
}
