package dev.isthmus.cli;

import dev.isthmus.cli.files.FolderWriter;
import dev.isthmus.cli.files.ObjectFile;
import dev.isthmus.cli.files.YamlText;
import dev.isthmus.cli.lab.LabCheck;
import dev.isthmus.cli.lab.LabRun;
import dev.isthmus.cli.lab.LabWorld;
import dev.isthmus.cli.print.Console;
import dev.isthmus.lab.LabDefinition;
import dev.isthmus.lab.Workshop;
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
        "Run the workshop up to and through a lab, show what each step generates, and check it. Exits with 1 if something differs.",
    footer = {
      "",
      "Examples:",
      "  isthmus lab lab-11                      Multi-cluster Traffic",
      "  isthmus lab lab-11 --until federate     up to a step, by name or number",
      "  isthmus lab lab-11 --keep /tmp/lab      the environment and what came out, as folders"
    },
    mixinStandardHelpOptions = true)
final class LabCommand implements Callable<Integer> {
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

  @Override
  public Integer call() throws IOException {
    Console console = options.console(spec);
    var workshop = new Workshop(root, ObjectFile::read);
    List<String> names = workshop.names();
    String name = named(names);
    List<LabDefinition> labs = workshop.until(name);
    var run = new LabRun(workshop, console);
    List<LabCheck> checks = run.run(labs, last(labs.getLast()));
    if (keep != null) {
      keep(run.world(), keep, console);
    }
    return checks.stream().allMatch(LabCheck::holds) ? 0 : 1;
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

  private static void keep(LabWorld world, Path folder, Console console) throws IOException {
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
    console.say(
        "kept in "
            + folder
            + ": env (the clusters and the users' objects) and out (the Istio objects)");
  }
}
