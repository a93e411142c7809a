package dev.isthmus.cli;

import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** The command {@code isthmus}: its subcommands do the work. */
@Command(
    name = "isthmus",
    description = "A control plane for Istio meshes that span clusters.",
    mixinStandardHelpOptions = true,
    versionProvider = Version.class,
    synopsisSubcommandLabel = "COMMAND")
public final class Isthmus implements Runnable {

  @Spec private CommandSpec spec;

  Isthmus() {}

  /**
   * Runs the command and ends the JVM with its exit code: 0 fine, 1 findings of severity error
   * under {@code --strict} (or differences, for {@code diff}), 2 wrong usage or unreadable input.
   */
  public static void main(String[] args) {
    System.exit(commandLine().execute(args));
  }

  /** A fresh command line with every subcommand. */
  static CommandLine commandLine() {
    return new CommandLine(new Isthmus());
  }

  @Override
  public void run() {
    throw new ParameterException(spec.commandLine(), "Missing command");
  }
}
