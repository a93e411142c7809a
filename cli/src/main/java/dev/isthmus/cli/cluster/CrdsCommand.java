package dev.isthmus.cli.cluster;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.isthmus.api.read.CustomResourceDefinitions;
import dev.isthmus.cli.ExitCode;
import dev.isthmus.cli.OutputOptions;
import dev.isthmus.cli.files.YamlText;
import dev.isthmus.cli.print.Console;
import dev.isthmus.kube.KubeObjects;
import java.io.IOException;
import java.util.List;
import java.util.concurrent.Callable;
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
      console.print(YamlText.documents(all));
      return ExitCode.FINE;
    }
    try (KubeObjects cluster = KubeObjects.of(context.context())) {
      new Definitions(cluster, console).install();
    }
    return ExitCode.FINE;
  }
}
