package dev.isthmus.cli.cluster;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.isthmus.cli.ExitCode;
import dev.isthmus.cli.OutputOptions;
import dev.isthmus.cli.files.YamlText;
import dev.isthmus.cli.print.Console;
import dev.isthmus.kube.KubeObjects;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** {@code isthmus install}: what a server needs in the management cluster. */
@Command(
    name = "install",
    description = {
      "Print what the server needs in the management cluster, for kubectl or Argo CD; with --apply",
      "install it, and the users' kinds where they are not there yet."
    },
    footer = {
      "",
      "Examples:",
      "  isthmus install --cluster mgmt --image registry.example/isthmus:1 | kubectl --context mgmt apply -f -",
      "  isthmus install --cluster mgmt --image registry.example/isthmus:1 --apply --context mgmt",
      "",
      "The Dockerfile beside the sources makes the image."
    },
    mixinStandardHelpOptions = true)
public final class InstallCommand implements Callable<Integer> {
  /** How the Service where agents dial is reached. */
  enum ServiceType {
    ClusterIP,
    LoadBalancer,
    NodePort
  }

  @Spec private CommandSpec spec;
  @Mixin private ContextOptions context = new ContextOptions();
  @Mixin private NamespaceOption namespace = new NamespaceOption();
  @Mixin private OutputOptions output = new OutputOptions();

  @Option(
      names = "--cluster",
      paramLabel = "NAME",
      required = true,
      converter = NamespaceOption.Label.class,
      description = "The name of the management cluster.")
  private String cluster = "";

  @Option(
      names = "--image",
      paramLabel = "IMAGE",
      defaultValue = "isthmus:latest",
      description = "The server's image; its entry point is isthmus (default: ${DEFAULT-VALUE}).")
  private String image = "isthmus:latest";

  @Option(
      names = "--service-type",
      paramLabel = "TYPE",
      defaultValue = "LoadBalancer",
      description =
          "Of the Service where agents dial: ${COMPLETION-CANDIDATES} (default: ${DEFAULT-VALUE}).")
  private ServiceType serviceType = ServiceType.LoadBalancer;

  @Option(
      names = "--storage",
      paramLabel = "SIZE",
      defaultValue = "1Gi",
      description = "Of the volume for the server's record (default: ${DEFAULT-VALUE}).")
  private String storage = "1Gi";

  @Option(names = "--apply", description = "Install it in the cluster of the context.")
  private boolean apply;

  @Option(
      names = {"-o", "--output"},
      paramLabel = "FORMAT",
      description = "yaml: print it (default).")
  private @Nullable YamlOnly format;

  @Override
  public Integer call() throws IOException, InterruptedException {
    Console console = output.console(spec);
    if (apply && format != null) {
      throw new ParameterException(
          spec.commandLine(), "--apply installs the objects, -o prints them: take one of them");
    }
    List<ObjectNode> objects =
        new ServerManifests(namespace.namespace(), cluster, image, serviceType.name(), storage)
            .objects();
    if (apply) {
      try (KubeObjects management = KubeObjects.of(context.context())) {
        new Definitions(management, console).install();
        new Applier(management, console).applyAll(namespace.namespace(), objects);
      }
    } else {
      List<ObjectNode> all = new ArrayList<>(objects);
      all.addFirst(ManagementSide.namespace(namespace.namespace()));
      console.print(YamlText.documents(all));
      console.say(
          "The users' kinds come by  isthmus crds --apply , unless they are there already.");
    }
    next(console);
    return ExitCode.FINE;
  }

  private void next(Console console) {
    console.say("");
    console.say("Once Deployment %s/isthmus-server is ready:".formatted(namespace.namespace()));
    console.say(
        "  isthmus cluster register NAME --context C --management-context M --relay-address HOST:9900");
    console.say(
        "  HOST is where Service %s/isthmus-relay (%s) is reached from the other clusters."
            .formatted(namespace.namespace(), serviceType));
  }
}
