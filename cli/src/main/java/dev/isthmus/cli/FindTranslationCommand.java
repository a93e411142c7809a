package dev.isthmus.cli;

import dev.isthmus.cli.print.Console;
import dev.isthmus.cli.print.FoundTranslation;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code isthmus find-translation}: which Istio objects came from an object of a name, and why. */
@Command(
    name = "find-translation",
    description = "Find the Istio objects that an object of this name caused in a namespace.",
    footer = {
      "",
      "Examples:",
      "  isthmus find-translation reviews bookinfo-backends --env env",
      "  isthmus find-translation reviews bookinfo-backends --env env --why",
      "  isthmus find-translation reviews shop --env env --cluster cluster1 -o yaml"
    },
    mixinStandardHelpOptions = true)
final class FindTranslationCommand implements Callable<Integer> {
  @Spec private CommandSpec spec;
  @Mixin private OutputOptions options = new OutputOptions();

  @Parameters(
      index = "0",
      paramLabel = "NAME",
      description = "Name of the object that caused them: a Service, a RouteTable, …")
  private String name = "";

  @Parameters(
      index = "1",
      paramLabel = "NAMESPACE",
      description = "The namespace in which to look for Istio objects.")
  private String namespace = "";

  @Option(
      names = {"-e", "--env"},
      paramLabel = "ENV",
      required = true,
      description = "A folder with a folder per cluster.")
  private Path env = Path.of(".");

  @Option(
      names = "--cluster",
      paramLabel = "C",
      description = "Only this cluster; without it, each in turn.")
  private @Nullable String cluster;

  @Option(
      names = "--why",
      description = "Show for each object the rule and the objects that caused it.")
  private boolean why;

  @Option(
      names = "-o",
      paramLabel = "FORMAT",
      defaultValue = "table",
      description = "${COMPLETION-CANDIDATES} (default: ${DEFAULT-VALUE}).")
  private DataFormat format = DataFormat.table;

  @Override
  public Integer call() throws IOException {
    Console console = options.console(spec);
    TranslatedEnvironment translated = TranslatedEnvironment.of(env);
    var found = new FoundTranslation(translated.translation(), name, namespace);
    List<String> clusters = clusters(translated);
    switch (format) {
      case table -> tables(found, clusters, console);
      case name, yaml, json -> console.print(DataFormat.objects(found.outputs(clusters), format));
    }
    if (!why && found.outputs(clusters).isEmpty()) {
      console.say("Nothing in " + namespace + " came from an object named " + name + ".");
    }
    return options.report(translated.unreadable(), console);
  }

  private List<String> clusters(TranslatedEnvironment translated) {
    if (cluster == null) {
      return List.copyOf(translated.clusters());
    }
    translated.requireCluster(cluster, spec);
    return List.of(cluster);
  }

  private void tables(FoundTranslation found, List<String> clusters, Console console) {
    for (String one : clusters) {
      if (cluster == null) {
        console.line(
            (one.equals(clusters.getFirst()) ? "" : System.lineSeparator())
                + console.style(Console.Style.BOLD, one));
      }
      (why ? found.reasons(one) : found.listing(one)).forEach(console::line);
    }
  }
}
