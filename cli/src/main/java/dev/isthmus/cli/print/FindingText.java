package dev.isthmus.cli.print;

import dev.isthmus.api.Finding;
import dev.isthmus.api.ObjectKey;
import dev.isthmus.api.Severity;
import java.util.List;
import java.util.Locale;

/** Findings for people: who, where, what, why, what now. */
public final class FindingText {
  /** The kind that stands for a file of the environment, not an object. */
  public static final String FILE = "File";

  private final Console console;

  public FindingText(Console console) {
    this.console = console;
  }

  /**
   * Whatever the verbosity. A file's finding starts with its place: {@code error:
   * env/cluster1/routes.yaml:14:9: …}.
   *
   * <pre>
   * warning[SubsetWithoutWorkload] RouteTable bookinfo-backends/reviews (cluster1): http[0].forwardTo.destinations[0].subset
   *   No workload …
   * </pre>
   */
  public void print(List<Finding> findings) {
    findings.forEach(this::print);
    console.err().flush();
  }

  private void print(Finding finding) {
    String label = finding.severity().name().toLowerCase(Locale.ROOT);
    String coloured = console.style(style(finding.severity()), label);
    ObjectKey key = finding.object().key();
    if (finding.object().kind().kind().equals(FILE)) {
      String at = finding.field().isEmpty() ? "" : ":" + finding.field();
      console.err().println(coloured + ": " + key.name() + at + ": " + finding.what());
    } else {
      String field = finding.field().isEmpty() ? "" : ": " + finding.field();
      console
          .err()
          .println(coloured + "[" + finding.reason().title() + "] " + finding.object() + field);
      sentence(finding.what());
    }
    sentence(finding.why());
    sentence(finding.remedy());
  }

  private void sentence(String sentence) {
    if (!sentence.isEmpty()) {
      console.err().println("  " + sentence);
    }
  }

  private static Console.Style style(Severity severity) {
    return switch (severity) {
      case ERROR -> Console.Style.RED;
      case WARNING -> Console.Style.YELLOW;
      case INFO -> Console.Style.CYAN;
    };
  }

  /** {@code 1 error, 2 warnings}; empty when there are none. */
  public static String count(List<Finding> findings) {
    var parts = new java.util.ArrayList<String>();
    for (Severity severity : Severity.values()) {
      long count = findings.stream().filter(finding -> finding.severity() == severity).count();
      if (count > 0) {
        String word = severity == Severity.INFO ? "note" : severity.name().toLowerCase(Locale.ROOT);
        parts.add(Counted.of(count, word));
      }
    }
    return String.join(", ", parts);
  }
}
