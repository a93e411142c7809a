package dev.isthmus.cli;

import dev.isthmus.cli.cluster.ClusterCommand;
import dev.isthmus.cli.cluster.CrdsCommand;
import dev.isthmus.cli.cluster.InstallCommand;
import dev.isthmus.cli.cluster.SnapshotCommand;
import dev.isthmus.cli.live.AgentCommand;
import dev.isthmus.cli.live.ServerCommand;
import dev.isthmus.cli.pending.AdoptCommand;
import dev.isthmus.cli.pending.ApproveCommand;
import dev.isthmus.cli.pending.PendingCommand;
import dev.isthmus.cli.pending.WaitCommand;
import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.OutputStreamWriter;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import picocli.AutoComplete.GenerateCompletion;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** The command {@code isthmus}: its subcommands do the work. */
@Command(
    name = "isthmus",
    description = "A control plane for Istio meshes that span clusters.",
    footer = {
      "",
      "Examples:",
      "  isthmus translate env -o out         write every cluster's Istio objects",
      "  isthmus diff main pull-request       what a change does, in the order to apply it",
      "  source <(isthmus completion)         complete commands and options with TAB in this shell",
      "",
      "ENV is a folder with a folder per cluster (docs/environment.md).",
      "Exit codes: 0 fine, 1 findings (--strict) or differences, 2 wrong usage or unreadable input."
    },
    mixinStandardHelpOptions = true,
    versionProvider = Version.class,
    subcommands = {
      TranslateCommand.class,
      FindTranslationCommand.class,
      DiffCommand.class,
      ValidateCommand.class,
      ClusterCommand.class,
      SnapshotCommand.class,
      CrdsCommand.class,
      InstallCommand.class,
      PendingCommand.class,
      ApproveCommand.class,
      AdoptCommand.class,
      WaitCommand.class,
      LabCommand.class,
      ProxyConfigCommand.class,
      ProxyStatusCommand.class,
      ServerCommand.class,
      AgentCommand.class
    },
    synopsisSubcommandLabel = "COMMAND")
public final class Isthmus implements Runnable {

  @Spec private CommandSpec spec;

  Isthmus() {}

  /**
   * Runs the command and ends the JVM with its exit code: 0 fine, 1 findings of severity error
   * under {@code --strict} (or differences, for {@code diff}), 2 wrong usage or unreadable input,
   * 70 a bug, or too little memory.
   */
  public static void main(String[] args) {
    CommandLine command =
        commandLine().setOut(utf8(FileDescriptor.out)).setErr(utf8(FileDescriptor.err));
    System.exit(run(command, args));
  }

  private static int run(CommandLine command, String[] args) {
    try {
      return command.execute(args);
    } catch (OutOfMemoryError e) { // what it held is free again
      return Failure.ofMemory(command.getErr());
    }
  }

  /** A fresh command line with every subcommand. */
  static CommandLine commandLine() {
    CommandLine completion = new CommandLine(new GenerateCompletion());
    completion.getCommandSpec().name("completion");
    return new CommandLine(new Isthmus())
        .addSubcommand(completion)
        .setUsageHelpAutoWidth(true)
        .setParameterExceptionHandler(Failure::ofUsage)
        .setExecutionExceptionHandler(Failure::ofRun);
  }

  /** YAML and JSON are UTF-8, whatever the terminal's locale. */
  private static PrintWriter utf8(FileDescriptor file) {
    return new PrintWriter(
        new OutputStreamWriter(new FileOutputStream(file), StandardCharsets.UTF_8), false);
  }

  @Override
  public void run() {
    throw new ParameterException(spec.commandLine(), "Missing command");
  }
}
