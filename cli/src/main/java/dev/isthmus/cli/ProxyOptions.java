package dev.isthmus.cli;

import com.fasterxml.jackson.databind.JsonNode;
import dev.isthmus.cli.mesh.ClusterMesh;
import dev.isthmus.cli.print.Console;
import dev.isthmus.cli.proxy.AdminInterface;
import dev.isthmus.cli.proxy.ConfigDump;
import dev.isthmus.cli.proxy.EnvoySource;
import dev.isthmus.cli.proxy.LabProxy;
import dev.isthmus.cli.proxy.NoSuchPodException;
import dev.isthmus.cli.proxy.PodChoice;
import dev.isthmus.cli.proxy.ProxyPod;
import dev.isthmus.cli.proxy.ResourceText;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Options of every command that shows one proxy: which, from where, in which form. */
final class ProxyOptions {
  @Spec(Spec.Target.MIXEE)
  private CommandSpec spec;

  @Mixin private OutputOptions output = new OutputOptions();

  @Parameters(
      index = "0",
      arity = "0..1",
      paramLabel = "POD",
      description =
          "[TYPE/]NAME[.NAMESPACE]: a pod, the beginning of its name, or deploy/NAME and the like.")
  private @Nullable String pod;

  @Option(
      names = {"-n", "--namespace"},
      paramLabel = "NS",
      description = "The pod's namespace; without one, any.")
  private @Nullable String namespace;

  @ArgGroup private ProxyPlace place = new ProxyPlace();

  @Option(
      names = "--cluster",
      paramLabel = "C",
      description = "The pod's cluster in the environment or the lab; without one, any.")
  private List<String> clusters = List.of();

  @Option(
      names = {"-o", "--output"},
      paramLabel = "FORMAT",
      defaultValue = "table",
      converter = ResourceFormat.Converter.class,
      completionCandidates = ResourceFormat.Names.class,
      description = "${COMPLETION-CANDIDATES} (default: ${DEFAULT-VALUE}).")
  private ResourceFormat format = ResourceFormat.TABLE;

  private @Nullable TranslatedEnvironment environment;

  private Console console() {
    return output.console(spec);
  }

  /** istioctl's {@code --verbose=false}: less than usual. */
  boolean isBrief() {
    return output.isBrief();
  }

  /** A cluster of Envoy's, which istioctl also calls {@code --cluster}; empty: none is given. */
  String envoyCluster() {
    return clusters.stream().filter(ProxyOptions::isEnvoys).findFirst().orElse("");
  }

  /** No cluster of Kubernetes has such a name. */
  private static boolean isEnvoys(String name) {
    return name.contains("|") || name.endsWith("Cluster");
  }

  private @Nullable String cluster() {
    return clusters.stream().filter(name -> !isEnvoys(name)).findFirst().orElse(null);
  }

  /** The Envoy that is meant. */
  EnvoySource source() throws IOException {
    if (place.file() != null) {
      requireNoPod("--file");
      return new EnvoySource.Kept(place.file());
    }
    if (place.admin() != null) {
      requireNoPod("--admin");
      return new EnvoySource.Running(new AdminInterface(place.admin()));
    }
    if (place.env() == null && !place.lab()) {
      throw wrong("Where from? Name one of --env, --lab, --admin and --file");
    }
    if (pod == null) {
      throw wrong("Which pod? Name it as NAME.NAMESPACE, or deploy/NAME.NAMESPACE");
    }
    return place.env() == null ? running(pod) : computed(pod, place.env());
  }

  private void requireNoPod(String option) {
    if (pod != null) {
      throw wrong(option + " is of one proxy already: leave out " + pod);
    }
  }

  private EnvoySource running(String name) throws IOException {
    List<LabProxy> proxies =
        LabProxy.running(Path.of(System.getProperty("java.io.tmpdir"))).stream()
            .filter(proxy -> cluster() == null || proxy.pod().cluster().equals(cluster()))
            .toList();
    ProxyPod chosen = choose(name, proxies.stream().map(LabProxy::pod).toList(), List.of());
    return proxies.stream()
        .filter(proxy -> proxy.pod().equals(chosen))
        .map(proxy -> new EnvoySource.Running(proxy.admin()))
        .findFirst()
        .orElseThrow();
  }

  private EnvoySource computed(String name, Path env) throws IOException {
    TranslatedEnvironment translated = TranslatedEnvironment.withIstioObjects(env);
    environment = translated;
    String only = cluster();
    translated.requireCluster(only, spec);
    List<ClusterMesh> meshes =
        (only == null ? List.copyOf(translated.clusters()) : List.of(only))
            .stream().map(translated::mesh).toList();
    List<ProxyPod> pods = new ArrayList<>();
    List<ProxyPod> without = new ArrayList<>();
    for (ClusterMesh mesh : meshes) {
      mesh.pods().forEach(it -> pods.add(ProxyPod.of(it)));
      mesh.podsWithoutProxy().forEach(it -> without.add(ProxyPod.of(it)));
    }
    ProxyPod chosen = choose(name, pods, without);
    ClusterMesh mesh = translated.mesh(chosen.cluster());
    mesh.notes().forEach(console()::say);
    return mesh.pods().stream()
        .filter(it -> ProxyPod.of(it).equals(chosen))
        .map(it -> new EnvoySource.Computed(mesh.configOf(it)))
        .findFirst()
        .orElseThrow();
  }

  private ProxyPod choose(String name, List<ProxyPod> pods, List<ProxyPod> without) {
    try {
      return PodChoice.of(name, namespace, pods, without);
    } catch (NoSuchPodException e) {
      throw wrong(String.valueOf(e.getMessage()));
    }
  }

  private ParameterException wrong(String message) {
    return new ParameterException(spec.commandLine(), message);
  }

  /** Shows resources in the form that is asked for, and gives the exit code. */
  int show(List<JsonNode> resources, Supplier<String> table) {
    return print(
        switch (format) {
          case TABLE -> table.get();
          case JSON -> ResourceText.json(resources);
          case YAML -> ResourceText.yaml(resources);
        });
  }

  /** Shows all of an Envoy in the form that is asked for, and gives the exit code. */
  int show(ConfigDump dump, Supplier<String> tables) {
    return print(
        switch (format) {
          case TABLE -> tables.get();
          case JSON -> ResourceText.json(dump.root());
          case YAML -> ResourceText.yaml(dump.root());
        });
  }

  /** What of the environment could not be read is reported after the data. */
  private int print(String text) {
    console().print(text);
    return environment == null ? ExitCode.FINE : output.report(environment.unreadable(), console());
  }
}
