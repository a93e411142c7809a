package dev.isthmus.server.status;

import dev.isthmus.api.Finding;
import dev.isthmus.api.Reason;
import dev.isthmus.api.Severity;
import java.util.ArrayList;
import java.util.List;

/** Findings as the message of a status: one line each, the worst first. */
final class Messages {
  /** A status is read in a terminal; {@code isthmus explain} has all. */
  private static final int LINES = 10;

  private Messages() {}

  static String of(List<Finding> findings) {
    List<String> lines = new ArrayList<>();
    for (Finding finding : findings) {
      if (finding.severity() != Severity.INFO) {
        lines.add(line(finding));
      }
    }
    return joined(lines, "\n");
  }

  /** At most a screen of lines, and how many more there are. */
  static String joined(List<String> lines, String between) {
    if (lines.size() <= LINES) {
      return String.join(between, lines);
    }
    List<String> first = new ArrayList<>(lines.subList(0, LINES - 1));
    first.add("and " + (lines.size() - first.size()) + " more");
    return String.join(between, first);
  }

  private static String line(Finding finding) {
    String field = finding.field().isEmpty() ? "" : " " + finding.field();
    return lead(finding) + finding.reason().title() + field + ": " + finding.message();
  }

  /** Words that tools look for (API reference, 3). */
  private static String lead(Finding finding) {
    if (finding.reason() == Reason.POLICY_CONFLICT) {
      return "conflicts with existing policy applied to route. Skipping applying "
          + finding.object().key().name()
          + ". ";
    }
    if (finding.reason() == Reason.NOT_SUPPORTED_YET) {
      String what = finding.field().isEmpty() ? finding.object().kind().kind() : finding.field();
      return "not supported: " + what + ". ";
    }
    return "";
  }
}
