package dev.isthmus.cli.pending;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.isthmus.cli.ExitCode;
import dev.isthmus.cli.OutputOptions;
import dev.isthmus.cli.cluster.KubeconfigOption;
import dev.isthmus.cli.cluster.NamespaceOption;
import dev.isthmus.cli.print.Console;
import dev.isthmus.cli.print.KubeTable;
import dev.isthmus.kube.KubeException;
import dev.isthmus.kube.KubeObjects;
import dev.isthmus.server.store.Installation;
import java.io.IOException;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code isthmus adopt}: takes over objects of a former installation, or of Gloo Mesh. */
@Command(
    name = "adopt",
    description = {
      "Show the generated objects of a former installation, or of Gloo Mesh, in a cluster; with",
      "--yes take them over: they are Isthmus's from then on."
    },
    footer = {
      "",
      "Examples:",
      "  isthmus adopt --context cluster1 --management-context mgmt",
      "  isthmus adopt --context cluster1 --management-context mgmt --yes",
      "",
      "What translation wants under an adopted object's name is written over it; what it does not",
      "want goes, and the brake holds it when that is much (isthmus pending).",
      "",
      "Exit codes: 0 shown or taken over, 1 some could not be taken over, 2 an agent of Gloo Mesh runs there."
    },
    mixinStandardHelpOptions = true)
public final class AdoptCommand implements Callable<Integer> {
  @Spec private CommandSpec spec;

  @Mixin private KubeconfigOption kubeconfig = new KubeconfigOption();

  @Option(
      names = "--context",
      paramLabel = "CONTEXT",
      description = "The kubeconfig's context of the cluster (default: the current one).")
  private @Nullable String context;

  @Option(
      names = "--management-context",
      paramLabel = "CONTEXT",
      required = true,
      description = "The kubeconfig's context of the management cluster.")
  private String management = "";

  @Mixin private NamespaceOption namespace = new NamespaceOption();

  @Option(names = "--yes", description = "Take them over; without it they are only shown.")
  private boolean yes;

  @Mixin private OutputOptions output = new OutputOptions();

  @Override
  public Integer call() throws IOException {
    Console console = output.console(spec);
    try (KubeObjects home = KubeObjects.of(kubeconfig.context(management));
        KubeObjects cluster = KubeObjects.of(kubeconfig.context(context))) {
      Optional<Installation> installation =
          Installation.find(home, namespace.namespace(), InstantSource.system());
      if (installation.isEmpty()) {
        throw new IOException(
            "%s: there is no Secret %s/%s: no server has started there, and without its key nothing can be taken over. Start  isthmus server  first, or name its namespace with -n."
                .formatted(home.context(), namespace.namespace(), Installation.SECRET));
      }
      Adoption adoption = new Adoption(cluster, installation.get().ownership());
      Optional<String> agent = adoption.agentOfGlooMesh();
      if (agent.isPresent()) {
        throw new IOException(
            "%s: an agent of Gloo Mesh runs there (%s): it would write its objects again. Scale it to zero or remove it, then adopt."
                .formatted(cluster.context(), agent.get()));
      }
      return adopt(console, adoption);
    }
  }

  private int adopt(Console console, Adoption adoption) throws IOException {
    List<ObjectNode> found = adoption.found();
    if (found.isEmpty()) {
      console.say("nothing to adopt: all objects with labels of ours have our proof");
      return ExitCode.FINE;
    }
    if (!yes) {
      KubeTable table = new KubeTable(List.of("kind", "namespace", "name", "follows from"));
      for (ObjectNode object : found) {
        table.row(
            List.of(
                object.path("kind").asText(),
                Adoption.text(object, "namespace"),
                Adoption.text(object, "name"),
                Adoption.parent(object)));
      }
      table.lines().forEach(console::line);
      console.say(
          found.size()
              + " objects would be taken over: written over where translation wants them, taken away"
              + " where not.  --yes  does it");
      return ExitCode.FINE;
    }
    int failed = 0;
    for (ObjectNode object : found) {
      String name =
          object.path("kind").asText()
              + " "
              + Adoption.text(object, "namespace")
              + "/"
              + Adoption.text(object, "name");
      try {
        adoption.adopt(object);
        console.line("adopted " + name);
      } catch (KubeException e) {
        console.error(name + ": " + e.getMessage());
        failed++;
      }
    }
    return failed == 0 ? ExitCode.FINE : ExitCode.FINDINGS;
  }
}
