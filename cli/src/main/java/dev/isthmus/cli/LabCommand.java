package dev.isthmus.cli;

import dev.isthmus.cli.files.FolderWriter;
import dev.isthmus.cli.files.ObjectFile;
import dev.isthmus.cli.files.YamlText;
import dev.isthmus.cli.lab.HoldText;
import dev.isthmus.cli.lab.LabJson;
import dev.isthmus.cli.lab.LabReport;
import dev.isthmus.cli.lab.LabResult;
import dev.isthmus.cli.lab.LabRun;
import dev.isthmus.cli.lab.LabText;
import dev.isthmus.cli.lab.LabTrafficSteps;
import dev.isthmus.cli.lab.LabVerdict;
import dev.isthmus.cli.lab.LabWorld;
import dev.isthmus.cli.lab.OfflineWorld;
import dev.isthmus.cli.livelab.LiveHold;
import dev.isthmus.cli.livelab.LiveWorld;
import dev.isthmus.cli.print.Console;
import dev.isthmus.cli.traffic.TrafficRun;
import dev.isthmus.lab.LabDefinition;
import dev.isthmus.lab.Workshop;
import dev.isthmus.traffic.process.EnvoyBinary;
import dev.isthmus.traffic.process.EnvoyMissing;
import dev.isthmus.translate.Output;
import dev.isthmus.translate.OutputJson;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code isthmus lab}: the workshop's labs on this machine. */
@Command(
    name = "lab",
    description =
        "Run the workshop up to and through a lab: what each step generates, and what requests through real Envoys see. Exits with 1 if something differs, with 3 without an Envoy.",
    footer = {
      "",
      "Examples:",
      "  isthmus lab lab-11                      Multi-cluster Traffic",
      "  isthmus lab lab-11 --until federate     up to a step, by name or number",
      "  isthmus lab lab-11 --hold               keep it running, and edit its RouteTables",
      "  isthmus lab lab-11 --live --hold        through server and agents; use kubectl on it",
      "  isthmus lab lab-11 --keep /tmp/lab      the environment and what came out, as folders"
    },
    mixinStandardHelpOptions = true)
final class LabCommand implements Callable<Integer> {
  /** How the lab is shown. */
  enum Format {
    text,
    json
  }

  @Spec private CommandSpec spec;
  @Mixin private OutputOptions options = new OutputOptions();

  @Parameters(index = "0", paramLabel = "LAB", description = "The lab: lab-05 to lab-11.")
  private String lab = "";

  @Option(
      names = "--until",
      paramLabel = "STEP",
      description = "The last step to do, by name or number from 1.")
  private @Nullable String until;

  @Option(
      names = "--keep",
      paramLabel = "DIR",
      description = "Write the environment to DIR/env and the Istio objects to DIR/out.")
  private @Nullable Path keep;

  @Option(
      names = "--workshop",
      paramLabel = "DIR",
      description = "The workshop's folder (default: the project's examples/workshop).")
  private Path root =
      Path.of(System.getProperty("isthmus.home", ".")).resolve("examples").resolve("workshop");

  @Option(
      names = "--no-traffic",
      description = "Compare Istio objects only; start no Envoy and send no request.")
  private boolean noTraffic;

  @Option(
      names = "--hold",
      description =
          "Keep the lab running after its last step, and apply edits of its environment (DIR/env with --keep).")
  private boolean hold;

  @Option(
      names = "--live",
      description =
          "Through API servers (in this process), server, relay and agents, as kubectl applies it.")
  private boolean live;

  @Option(
      names = "-o",
      paramLabel = "FORMAT",
      defaultValue = "text",
      description = "${COMPLETION-CANDIDATES} (default: ${DEFAULT-VALUE}).")
  private Format format = Format.text;

  @Override
  public Integer call() throws IOException, InterruptedException {
    Console console = options.console(spec);
    if (hold && ((noTraffic && !live) || format == Format.json)) {
      throw new ParameterException(
          spec.commandLine(), "--hold goes neither with --no-traffic nor with -o json");
    }
    var workshop = new Workshop(root, ObjectFile::read);
    List<LabDefinition> labs = workshop.until(named(workshop.names()));
    if (!live) {
      return run(workshop, labs, new OfflineWorld(), console);
    }
    try (LiveWorld world = LiveWorld.open(Version.current());
        var _ = new AtExit(world::close)) {
      return run(workshop, labs, world, console);
    }
  }

  private int run(Workshop workshop, List<LabDefinition> labs, LabWorld world, Console console)
      throws IOException, InterruptedException {
    LabReport report =
        switch (format) {
          case text ->
              console.verbosity() == Console.Verbosity.QUIET
                  ? new LabVerdict(console)
                  : new LabText(console);
          case json -> new LabJson(console);
        };
    var run = new LabRun(workshop, world, report);
    LabDefinition definition = labs.getLast();
    if (noTraffic || !definition.hasTraffic()) {
      int code = finish(world, run.run(labs, last(definition), null), console);
      hold(world, definition, null, console);
      return code;
    }
    Path envoy;
    try {
      envoy = new EnvoyBinary(System.getenv()).get(console::say);
    } catch (EnvoyMissing missing) {
      report.noTraffic(missing);
      LabResult result = run.run(labs, last(definition), null);
      int code = Math.max(finish(world, result, console), ExitCode.NO_ENVOY);
      if (live) {
        hold(world, definition, null, console);
      }
      return code;
    }
    try (TrafficRun traffic = TrafficRun.open(definition, envoy);
        var _ = new AtExit(traffic::close)) {
      var steps = new LabTrafficSteps(definition, traffic, report);
      int code = finish(world, run.run(labs, last(definition), steps), console);
      hold(world, definition, traffic, console);
      return code;
    }
  }

  private void hold(
      LabWorld world, LabDefinition definition, @Nullable TrafficRun traffic, Console console)
      throws IOException, InterruptedException {
    if (!hold) {
      return;
    }
    var text = new HoldText(console);
    if (world instanceof LiveWorld clusters) {
      text.clusters(definition, traffic, clusters.place(), clusters.findings());
      new LiveHold(clusters, traffic, text).run();
    } else if (traffic != null) {
      Path folder = keep == null ? traffic.traffic().folder() : keep;
      if (keep == null) {
        keep(world, folder);
      }
      new LabHold(definition, traffic, text).run(folder.resolve("env"));
    }
  }

  private int finish(LabWorld world, LabResult result, Console console) throws IOException {
    if (keep != null) {
      keep(world, keep);
      console.say(
          "kept in "
              + keep
              + ": env (the clusters and the users' objects) and out (the Istio objects)");
    }
    return result.holds() ? ExitCode.FINE : ExitCode.FINDINGS;
  }

  /** Labs may be named as {@code lab-11}, {@code lab11} or {@code 11}. */
  private String named(List<String> names) {
    String digits = lab.toLowerCase(Locale.ROOT).replaceFirst("^lab-?", "");
    return names.stream()
        .filter(name ->
            name.equals(lab)
                || name.replaceFirst("^lab-0*", "").equals(digits.replaceFirst("^0*", "")))
        .findFirst()
        .orElseThrow(() ->
            new ParameterException(
                spec.commandLine(), "No lab " + lab + "; there are " + String.join(", ", names)));
  }

  private int last(LabDefinition definition) {
    if (until == null) {
      return definition.steps().size() - 1;
    }
    int index = definition.indexOf(until);
    if (index < 0) {
      String steps =
          String.join(", ", definition.steps().stream().map(LabDefinition.Step::name).toList());
      throw new ParameterException(
          spec.commandLine(), definition.lab() + " has no step " + until + "; there are " + steps);
    }
    return index;
  }

  private static void keep(LabWorld world, Path folder) throws IOException {
    SortedMap<String, byte[]> env = new TreeMap<>();
    world
        .objects()
        .forEach((id, object) ->
            env.put(id.path(), YamlText.of(object).getBytes(StandardCharsets.UTF_8)));
    SortedMap<String, byte[]> out = new TreeMap<>();
    for (Output output : world.translation().outputs().values()) {
      out.put(
          TranslateCommand.path(output.key()),
          YamlText.of(OutputJson.write(output)).getBytes(StandardCharsets.UTF_8));
    }
    Files.createDirectories(folder);
    new FolderWriter(folder.resolve("env"), false, true, _ -> true).write(env);
    new FolderWriter(folder.resolve("out"), false, true, _ -> true).write(out);
  }
}
