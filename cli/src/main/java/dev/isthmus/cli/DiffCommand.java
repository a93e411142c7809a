package dev.isthmus.cli;

import dev.isthmus.api.Finding;
import dev.isthmus.cli.diff.EnvironmentDiff;
import dev.isthmus.cli.print.Console;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code isthmus diff}: what changes in the clusters, in the order in which it must be applied. */
@Command(
    name = "diff",
    description =
        "Show which Istio objects change between two environments, in the order in which they must be applied. Exits with 1 if any.",
    footer = {
      "",
      "Examples:",
      "  isthmus diff main pull-request",
      "  isthmus diff main pull-request -o markdown >comment.md     for a pull request",
      "",
      "A step begins when every cluster has taken in the one before: widen at the",
      "destination, widen at the callers, switch routes, narrow at the callers, narrow",
      "at the destination. An object that gains and loses comes twice."
    },
    mixinStandardHelpOptions = true)
final class DiffCommand implements Callable<Integer> {
  /** How the difference is written. */
  enum Format {
    text,
    markdown,
    json
  }

  @Spec private CommandSpec spec;
  @Mixin private OutputOptions options = new OutputOptions();

  @Parameters(index = "0", paramLabel = "ENV1", description = "The environment as it is.")
  private Path before = Path.of(".");

  @Parameters(index = "1", paramLabel = "ENV2", description = "The environment as it is to be.")
  private Path after = Path.of(".");

  @Option(
      names = "-o",
      paramLabel = "FORMAT",
      defaultValue = "text",
      description = "${COMPLETION-CANDIDATES} (default: ${DEFAULT-VALUE}).")
  private Format format = Format.text;

  @Override
  public Integer call() throws IOException {
    Console console = options.console(spec);
    TranslatedEnvironment now = TranslatedEnvironment.of(after);
    TranslatedEnvironment former = TranslatedEnvironment.of(before);
    var diff = EnvironmentDiff.of(former.translation(), now.translation());
    List<String> lines =
        switch (format) {
          case text -> diff.text();
          case markdown -> diff.markdown();
          case json -> List.of(diff.json().toPrettyString());
        };
    lines.forEach(console::line);
    SortedSet<Finding> findings = new TreeSet<>(former.unreadable());
    findings.addAll(now.findings());
    int code = options.report(List.copyOf(findings), console);
    return diff.isEmpty() ? code : Math.max(code, ExitCode.FINDINGS);
  }
}
