package dev.isthmus.cli.pending;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.isthmus.cli.ExitCode;
import dev.isthmus.cli.OutputOptions;
import dev.isthmus.cli.cluster.ClustersTranslation;
import dev.isthmus.cli.cluster.KubeconfigOption;
import dev.isthmus.cli.cluster.NamedContext;
import dev.isthmus.cli.cluster.NamespaceOption;
import dev.isthmus.cli.print.Console;
import dev.isthmus.kube.KubeContext;
import dev.isthmus.kube.KubeException;
import dev.isthmus.kube.KubeObjects;
import dev.isthmus.server.store.Installation;
import java.io.IOException;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code isthmus adopt}: takes over objects of a former installation, or of Gloo Mesh. */
@Command(
    name = "adopt",
    description = {
      "Show what becomes of the generated objects of a former installation, or of Gloo Mesh, in a",
      "cluster; with --yes take them over: they are Isthmus's from then on."
    },
    footer = {
      "",
      "Examples:",
      "  isthmus adopt --context cluster1 --management-context mgmt",
      "  isthmus adopt --context cluster1 --management-context mgmt --other cluster2=admin@c2 --yes",
      "",
      "= stays as it is, ~ is changed (each field below), - goes. All registered clusters are read,",
      "for what is wanted in one follows from all. What goes, the brake holds when it is much",
      "(isthmus pending).",
      "",
      "Exit codes: 0 shown or taken over, 1 some could not be taken over, 2 a cluster cannot be read,",
      "or an agent of Gloo Mesh runs there."
    },
    mixinStandardHelpOptions = true)
public final class AdoptCommand implements Callable<Integer> {
  @Spec private CommandSpec spec;

  @Mixin private KubeconfigOption kubeconfig = new KubeconfigOption();

  @Option(
      names = "--context",
      paramLabel = "[NAME=]CONTEXT",
      required = true,
      converter = NamedContext.Converter.class,
      description =
          "The cluster, by its kubeconfig's context; NAME is its name where the context's is another.")
  private NamedContext context = new NamedContext("", "");

  @Option(
      names = "--management-context",
      paramLabel = "[NAME=]CONTEXT",
      required = true,
      converter = NamedContext.Converter.class,
      description = "The management cluster, likewise.")
  private NamedContext management = new NamedContext("", "");

  @Option(
      names = "--other",
      paramLabel = "NAME=CONTEXT",
      converter = NamedContext.Converter.class,
      description =
          "Another registered cluster, where its context has another name. Several times.")
  private List<NamedContext> others = List.of();

  @Mixin private NamespaceOption namespace = new NamespaceOption();

  @Option(names = "--yes", description = "Take them over; without it they are only shown.")
  private boolean yes;

  @Mixin private OutputOptions output = new OutputOptions();

  @Override
  public Integer call() throws IOException {
    Console console = output.console(spec);
    try (KubeObjects home = KubeObjects.of(kubeconfig.context(management.context()));
        KubeObjects cluster = KubeObjects.of(kubeconfig.context(context.context()))) {
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
      return adopt(console, adoption, home);
    }
  }

  private int adopt(Console console, Adoption adoption, KubeObjects home) throws IOException {
    List<ObjectNode> unproven = adoption.unproven();
    if (unproven.stream().noneMatch(Adoption::hasLabel)) {
      console.say("nothing to adopt: all objects with labels of ours have our proof");
      return ExitCode.FINE;
    }
    Forecast forecast =
        new Forecast(context.name(), unproven, ClustersTranslation.of(clusters(home)));
    forecast.print(console);
    if (!yes) {
      console.say("Take them over:  say it again with  --yes");
      return ExitCode.FINE;
    }
    int failed = 0;
    for (ObjectNode object : forecast.adopted()) {
      try {
        adoption.adopt(object);
        console.say("adopted " + Adoption.name(object));
      } catch (KubeException e) {
        console.error(Adoption.name(object) + ": " + e.getMessage());
        failed++;
      }
    }
    return failed == 0 ? ExitCode.FINE : ExitCode.FINDINGS;
  }

  /** All clusters whose objects have a say in what is wanted. */
  private SortedMap<String, KubeContext> clusters(KubeObjects home) throws IOException {
    SortedMap<String, String> contexts = new TreeMap<>();
    others.forEach(other -> contexts.put(other.name(), other.context()));
    contexts.put(context.name(), context.context());
    contexts.put(management.name(), management.context());
    for (String name : ClustersTranslation.registered(home)) {
      contexts.putIfAbsent(name, name);
    }
    SortedMap<String, KubeContext> clusters = new TreeMap<>();
    for (var one : contexts.entrySet()) {
      try {
        clusters.put(one.getKey(), kubeconfig.context(one.getValue()));
      } catch (IOException e) {
        throw new IOException(
            "cluster %s must be read to tell what is wanted: name its context by  --other %s=CONTEXT  (%s)"
                .formatted(one.getKey(), one.getKey(), e.getMessage()),
            e);
      }
    }
    return clusters;
  }
}
