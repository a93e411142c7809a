package dev.isthmus.cli;

import dev.isthmus.api.Finding;
import dev.isthmus.cli.files.LooseFiles;
import dev.isthmus.cli.print.Console;
import dev.isthmus.cli.print.Counted;
import dev.isthmus.cli.print.FindingText;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code isthmus validate}: the findings that need no environment. */
@Command(
    name = "validate",
    description =
        "Check files for what is wrong whatever the clusters hold. Exits with 1 if there is an error, with 2 if something could not be read.",
    footer = {
      "",
      "Examples:",
      "  isthmus validate routes.yaml settings.yaml",
      "  isthmus validate - <routes.yaml",
      "",
      "A pre-commit hook:",
      "  git diff --cached --name-only --diff-filter=d -z -- '*.yaml' |",
      "    xargs -0r isthmus validate"
    },
    mixinStandardHelpOptions = true)
final class ValidateCommand implements Callable<Integer> {
  @Spec private CommandSpec spec;
  @Mixin private OutputOptions options = new OutputOptions();

  @Parameters(
      paramLabel = "FILE",
      arity = "1..*",
      description = "Files or folders of YAML or JSON; - is standard input.")
  private List<Path> files = List.of();

  @Override
  public Integer call() throws IOException {
    Console console = options.console(spec);
    LooseFiles.Content content = LooseFiles.read(files, System.in);
    List<Finding> findings = content.findings();
    int code = options.report(findings, console, true);
    String count = FindingText.count(findings);
    console.say(
        Counted.of(content.objects(), "object")
            + (count.isEmpty() ? ", nothing found" : ", " + count));
    return code;
  }
}
