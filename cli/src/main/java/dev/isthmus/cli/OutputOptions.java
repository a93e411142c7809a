package dev.isthmus.cli;

import dev.isthmus.api.Finding;
import dev.isthmus.api.Reason;
import dev.isthmus.api.Severity;
import dev.isthmus.cli.print.Console;
import dev.isthmus.cli.print.FindingJson;
import dev.isthmus.cli.print.FindingText;
import java.util.List;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;

/** Options that every command has: how much it says, how findings look, whether they fail it. */
public final class OutputOptions {
  /** How findings are written to standard error. */
  enum FindingFormat {
    text,
    json
  }

  /** When colour is used. */
  enum ColourWhen {
    auto,
    always,
    never
  }

  @Option(
      names = {"-v", "--verbose"},
      description = "Say more.")
  private @Nullable Boolean verbose;

  @Option(
      names = {"-q", "--quiet"},
      description = "Say nothing but the data and what makes the command fail.")
  private boolean quiet;

  @Option(
      names = "--color",
      paramLabel = "WHEN",
      defaultValue = "auto",
      description =
          "Colour: ${COMPLETION-CANDIDATES} (default: ${DEFAULT-VALUE}: on a terminal, unless NO_COLOR is set).")
  private ColourWhen colour = ColourWhen.auto;

  @Option(
      names = "--findings",
      paramLabel = "FORMAT",
      defaultValue = "text",
      description =
          "Findings on standard error: ${COMPLETION-CANDIDATES} (default: ${DEFAULT-VALUE}). With json nothing else is said there.")
  private FindingFormat findings = FindingFormat.text;

  @Option(names = "--strict", description = "Exit with 1 if there is a finding of severity error.")
  private boolean strict;

  @SuppressWarnings("SystemConsoleNull") // it is null again since JDK 25 where there is no terminal
  public Console console(CommandSpec spec) {
    CommandLine line = spec.commandLine();
    boolean terminal = System.console() != null && System.console().isTerminal();
    boolean coloured =
        switch (colour) {
          case auto ->
              terminal
                  && System.getenv("NO_COLOR") == null
                  && !"dumb".equals(System.getenv("TERM"));
          case always -> true;
          case never -> false;
        };
    Console.Verbosity verbosity =
        quiet || findings == FindingFormat.json
            ? Console.Verbosity.QUIET
            : isVerbose() ? Console.Verbosity.VERBOSE : Console.Verbosity.NORMAL;
    return new Console(line.getOut(), line.getErr(), verbosity, coloured);
  }

  public boolean isVerbose() {
    return Boolean.TRUE.equals(verbose);
  }

  /** Whether less than usual is asked for: {@code --verbose=false}, as istioctl has it. */
  boolean isBrief() {
    return Boolean.FALSE.equals(verbose);
  }

  /** Reports findings, and gives the exit code that they mean. */
  public int report(List<Finding> found, Console console) {
    return report(found, console, strict);
  }

  /**
   * Reports findings, and gives the exit code that they mean: input that could not be read means 2,
   * whatever else there is.
   *
   * @param failing whether an error makes the command fail; it is told of then, however quiet
   */
  public int report(List<Finding> found, Console console, boolean failing) {
    List<Finding> fatal =
        found.stream()
            .filter(finding ->
                (failing && finding.severity() == Severity.ERROR) || isUnreadable(finding))
            .toList();
    List<Finding> shown = quiet ? fatal : found;
    switch (findings) {
      case text -> new FindingText(console).print(shown);
      case json -> {
        console.err().println(FindingJson.of(found).toPrettyString());
        console.err().flush();
      }
    }
    if (found.stream().anyMatch(OutputOptions::isUnreadable)) {
      return ExitCode.USAGE;
    }
    return fatal.isEmpty() ? ExitCode.FINE : ExitCode.FINDINGS;
  }

  private static boolean isUnreadable(Finding finding) {
    return finding.reason() == Reason.UNREADABLE_INPUT;
  }
}
