package dev.isthmus.cli;

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
      LabCommand.class,
      ProxyConfigCommand.class,
      ProxyStatusCommand.class
    },
    synopsisSubcommandLabel = "COMMAND")
public final class Isthmus implements Runnable {

  @Spec private CommandSpec spec;

  Isthmus() {}

  /**
   * Runs the command and ends the JVM with its exit code: 0 fine, 1 findings of severity error
   * under {@code --strict} (or differences, for {@code diff}), 2 wrong usage or unreadable input.
   */
  public static void main(String[] args) {
    System.exit(
        commandLine()
            .setOut(utf8(FileDescriptor.out))
            .setErr(utf8(FileDescriptor.err))
            .execute(args));
  }

  /** A fresh command line with every subcommand. */
  static CommandLine commandLine() {
    return new CommandLine(new Isthmus())
        .addSubcommand("completion", new GenerateCompletion())
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
