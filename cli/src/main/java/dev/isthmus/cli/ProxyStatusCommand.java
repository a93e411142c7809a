package dev.isthmus.cli;

import dev.isthmus.cli.mesh.ClusterMesh;
import dev.isthmus.cli.print.Console;
import dev.isthmus.cli.proxy.AdminInterface;
import dev.isthmus.cli.proxy.LabProxy;
import dev.isthmus.cli.proxy.ProxyPod;
import dev.isthmus.cli.proxy.ProxyStatus;
import dev.isthmus.cli.proxy.StatusTable;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** {@code isthmus proxy-status}: every proxy, and how far it has what its istiod sends. */
@Command(
    name = "proxy-status",
    aliases = "ps",
    description =
        "Show every proxy and how far it has what its istiod sends: of a running lab, or of one Envoy, what they"
            + " acknowledged; of an environment, where none is asked, how many resources it would be sent.",
    footer = {
      "",
      "Examples:",
      "  isthmus proxy-status --lab",
      "  isthmus proxy-status --lab --style 1.11      a column per type, as the workshop shows it",
      "  isthmus proxy-status --env env --cluster cluster1 --style 1.11"
    },
    mixinStandardHelpOptions = true)
final class ProxyStatusCommand implements Callable<Integer> {
  /** Whose table it is. */
  enum Style {
    TODAY("1.29"),
    V1_11("1.11");

    private final String version;

    Style(String version) {
      this.version = version;
    }

    @Override
    public String toString() {
      return version;
    }
  }

  @Spec private CommandSpec spec;
  @Mixin private OutputOptions output = new OutputOptions();
  @ArgGroup private StatusPlace place = new StatusPlace();

  @Option(
      names = {"-n", "--namespace"},
      paramLabel = "NS",
      description = "Only proxies of this namespace.")
  private @Nullable String namespace;

  @Option(names = "--cluster", paramLabel = "C", description = "Only proxies of this cluster.")
  private @Nullable String cluster;

  @Option(
      names = "--style",
      paramLabel = "VERSION",
      defaultValue = "1.29",
      description =
          "The table of istioctl ${COMPLETION-CANDIDATES} (default: ${DEFAULT-VALUE}; with -v all types).")
  private Style style = Style.TODAY;

  @Option(
      names = {"-o", "--output"},
      paramLabel = "FORMAT",
      defaultValue = "table",
      description = "${COMPLETION-CANDIDATES} (default: ${DEFAULT-VALUE}).")
  private StatusFormat format = StatusFormat.table;

  /** The forms of what is shown. */
  enum StatusFormat {
    table,
    json
  }

  private @Nullable TranslatedEnvironment environment;

  @Override
  public Integer call() throws IOException {
    Console console = output.console(spec);
    List<ProxyStatus> proxies =
        proxies(console).stream()
            .filter(it -> namespace == null || it.name().endsWith("." + namespace))
            .filter(it -> cluster == null || it.cluster().equals(cluster))
            .toList();
    var table = new StatusTable(proxies);
    console.print(
        switch (format) {
          case json -> table.json();
          case table ->
              switch (style) {
                case V1_11 -> table.of111();
                case TODAY -> output.isVerbose() ? table.verbose() : table.today();
              };
        });
    return environment == null ? ExitCode.FINE : output.report(environment.unreadable(), console);
  }

  private List<ProxyStatus> proxies(Console console) throws IOException {
    if (place.env() != null) {
      return computed(place.env(), console);
    }
    if (place.admin() != null) {
      return List.of(ProxyStatus.of(new AdminInterface(place.admin())));
    }
    if (place.lab()) {
      return LabProxy.running(Path.of(System.getProperty("java.io.tmpdir"))).stream()
          .map(ProxyStatus::of)
          .toList();
    }
    throw new ParameterException(
        spec.commandLine(), "Where from? Name one of --env, --lab and --admin");
  }

  private List<ProxyStatus> computed(Path env, Console console) throws IOException {
    TranslatedEnvironment translated = TranslatedEnvironment.withIstioObjects(env);
    environment = translated;
    translated.requireCluster(cluster, spec);
    List<ProxyStatus> all = new ArrayList<>();
    for (String one : translated.clusters()) {
      ClusterMesh mesh = translated.mesh(one);
      if (!mesh.pods().isEmpty() && (cluster == null || one.equals(cluster))) {
        mesh.notes().forEach(console::say);
        mesh.pods()
            .forEach(pod ->
                all.add(
                    ProxyStatus.computed(
                        ProxyPod.of(pod), mesh.istiodOf(pod), mesh.configOf(pod))));
      }
    }
    console.say(
        "No proxy was asked: these are the proxies of the environment, "
            + (style == Style.V1_11 || format == StatusFormat.json || output.isVerbose()
                ? "and how many resources each would be sent."
                : "and the types that each would be sent."));
    return all;
  }
}
