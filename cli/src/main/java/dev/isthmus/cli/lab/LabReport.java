package dev.isthmus.cli.lab;

import dev.isthmus.api.Finding;
import dev.isthmus.cli.print.Console;
import dev.isthmus.cli.print.FindingText;
import dev.isthmus.cli.print.FoundTranslation;
import dev.isthmus.lab.LabDefinition;
import dev.isthmus.translate.Output;
import dev.isthmus.translate.OutputChange;
import dev.isthmus.translate.OutputKey;
import dev.isthmus.translate.Translation;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

/** What a lab prints: a block a step, the most important line last. */
final class LabReport {
  private static final String INDENT = " ".repeat(11);

  private final Console console;

  LabReport(Console console) {
    this.console = console;
  }

  void title(LabDefinition lab) {
    console.line(console.style(Console.Style.BOLD, number(lab.lab()) + ", " + lab.title()));
    console.line(lab.why());
  }

  /** {@code lab-11} as {@code Lab 11}. */
  private static String number(String name) {
    return name.startsWith("lab-") ? "Lab " + Integer.parseInt(name.substring(4)) : name;
  }

  void before(List<LabDefinition> labs, int steps, List<LabCheck> checks, Translation translation) {
    if (labs.isEmpty()) {
      return;
    }
    String done =
        number(labs.getFirst().lab()).replace("Lab", "labs")
            + " to "
            + number(labs.getLast().lab()).substring(4);
    head(
        "before",
        done
            + ": "
            + counted(steps, "step")
            + ", "
            + counted(translation.outputs().size(), "Istio object")
            + " now"
            + (checks.isEmpty() ? "" : ", " + equal(checks)));
    failures(checks);
  }

  void step(
      int number,
      LabDefinition.Step step,
      List<LabWorld.Id> touched,
      List<OutputChange> changes,
      long micros) {
    console.line("");
    head("step " + number, console.style(Console.Style.BOLD, step.title()));
    line(step.why());
    String verb = step.apply() == null ? "delete" : "apply";
    line(
        verb
            + " "
            + touched.stream().map(LabWorld.Id::toString).collect(Collectors.joining(", "))
            + " in "
            + step.cluster());
    line(sum(changes) + ", " + (micros < 10_000 ? micros + " µs" : micros / 1_000 + " ms"));
    for (OutputChange change : changes) {
      OutputKey key = change.key();
      char sign = change.before() == null ? '+' : change.after() == null ? '-' : '~';
      line(
          "  "
              + key.cluster()
              + "  "
              + sign
              + " "
              + key.kind().kind()
              + " "
              + key.namespace()
              + "/"
              + key.name());
    }
  }

  private static String sum(List<OutputChange> changes) {
    if (changes.isEmpty()) {
      return "no Istio object changes";
    }
    Set<String> clusters =
        changes.stream().map(change -> change.key().cluster()).collect(Collectors.toSet());
    return counted(changes.size(), "Istio object") + " in " + counted(clusters.size(), "cluster");
  }

  void listing(LabDefinition.Shown shown, Translation translation) {
    if (console.verbosity() == Console.Verbosity.QUIET) {
      return;
    }
    console.line("");
    console.line(
        console.style(
            Console.Style.CYAN,
            "$ isthmus find-translation "
                + shown.find()
                + " "
                + shown.namespace()
                + " --cluster "
                + shown.cluster()));
    new FoundTranslation(translation, shown.find(), shown.namespace())
        .listing(shown.cluster())
        .forEach(console::line);
  }

  void yaml(Output output, String text) {
    if (console.verbosity() == Console.Verbosity.QUIET) {
      return;
    }
    OutputKey key = output.key();
    console.line("");
    console.line(
        console.style(
            Console.Style.CYAN,
            "$ kubectl --context "
                + key.cluster()
                + " -n "
                + key.namespace()
                + " get "
                + key.kind().kind().toLowerCase(java.util.Locale.ROOT)
                + " "
                + key.name()
                + " -o yaml"));
    console.print(text);
  }

  void checked(List<LabCheck> checks) {
    line(equal(checks));
    failures(checks);
  }

  private void failures(List<LabCheck> checks) {
    for (LabCheck check : checks) {
      if (!check.holds()) {
        line(console.style(Console.Style.RED, "differs: ") + check.what());
        check.difference().forEach(difference -> line("  " + difference));
      }
    }
  }

  void end(LabDefinition lab, List<LabCheck> checks, List<Finding> findings) {
    console.line("");
    String count = FindingText.count(findings);
    if (!count.isEmpty()) {
      head("findings", count + "; they say what the workshop's setup leaves open");
      findings.stream()
          .map(Finding::reason)
          .distinct()
          .forEach(reason -> line(reason.title() + ": " + reason.meaning()));
    }
    boolean ok = checks.stream().allMatch(LabCheck::holds);
    String verdict =
        ok ? console.style(Console.Style.GREEN, "ok") : console.style(Console.Style.RED, "failed");
    head(
        verdict,
        ok ? 2 : 6,
        (checks.isEmpty()
            ? "the lab prints nothing to compare with"
            : "what the workshop shows until " + number(lab.lab()) + ": " + equal(checks)));
  }

  private static String equal(List<LabCheck> checks) {
    return checks.stream().filter(LabCheck::holds).count() + " of " + checks.size() + " equal";
  }

  private void head(String head, String text) {
    head(head, head.length(), text);
  }

  private void head(String head, int width, String text) {
    console.line(head + " ".repeat(Math.max(1, INDENT.length() - width)) + text);
  }

  private void line(String text) {
    console.line(INDENT + text);
  }

  private static String counted(int count, String noun) {
    return count + " " + noun + (count == 1 ? "" : "s");
  }
}
