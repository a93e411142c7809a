package dev.isthmus.cli.lab;

import dev.isthmus.api.Finding;
import dev.isthmus.api.Severity;
import dev.isthmus.cli.print.Console;
import dev.isthmus.cli.print.Counted;
import dev.isthmus.cli.print.FindingText;
import dev.isthmus.cli.traffic.Answered;
import dev.isthmus.cli.traffic.FlowResult;
import dev.isthmus.cli.traffic.Round;
import dev.isthmus.cli.traffic.TrafficRun;
import dev.isthmus.lab.LabDefinition;
import dev.isthmus.lab.LabRequest;
import dev.isthmus.translate.OutputChange;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import java.util.stream.Collectors;

/** What a held lab says: where to reach it, and what became of each edit. */
public final class HoldText {
  private static final String INDENT = " ".repeat(11);

  private final Console console;
  private final TrafficText traffic;
  private List<Finding> known = List.of();

  public HoldText(Console console) {
    this.console = console;
    traffic = new TrafficText(console);
  }

  /** Where requests can be sent, and what to edit. */
  public void addresses(LabDefinition lab, TrafficRun run, Path env, List<Finding> findings) {
    known = List.copyOf(findings);
    console.line("");
    head("hold", "the lab keeps running; Ctrl-C ends it, and leaves nothing behind");
    for (LabRequest request : lab.requests()) {
      console.line(INDENT + run.curl(request) + "   # " + request.title());
    }
    console.line(INDENT + "edit " + env + ": what is written there is applied at once");
  }

  /** What an edit changed. */
  public void edit(
      Collection<Path> files,
      List<OutputChange> changes,
      int steps,
      long millis,
      List<Finding> findings) {
    console.line("");
    head("edit", files.stream().map(Path::toString).collect(Collectors.joining(", ")));
    console.line(
        INDENT
            + LabText.sum(changes)
            + (steps == 0
                ? ""
                : ", in "
                    + Counted.of(steps, "step")
                    + "; every Envoy has it "
                    + Times.text(millis)
                    + " after the file was written"));
    List<Finding> fresh = new ArrayList<>(findings);
    fresh.removeAll(known);
    if (fresh.stream().anyMatch(it -> it.severity() != Severity.INFO)) {
      new FindingText(console).print(fresh);
    }
    known = List.copyOf(findings);
  }

  /** How requests were answered before and are answered now. */
  public void traffic(Map<String, Round> before, List<Round> now, List<FlowResult> flows) {
    traffic
        .lines(now.stream().map(round -> new Answered(round, List.of())).toList())
        .forEach(line -> console.line(INDENT + line));
    flows.forEach(flow -> console.line(INDENT + traffic.line(flow)));
    for (Round round : now) {
      traffic
          .change(before.get(round.request().name()), round)
          .ifPresent(change -> console.line(INDENT + change + after(round, flows)));
    }
  }

  private static String after(Round round, List<FlowResult> flows) {
    OptionalLong first =
        flows.stream()
            .filter(flow -> flow.request().equals(round.request()))
            .map(FlowResult::firstNew)
            .findFirst()
            .orElse(OptionalLong.empty());
    return first.isPresent() ? ", after " + Times.text(first.getAsLong()) : "";
  }

  /** An Envoy refused what an edit made of its configuration. */
  public void refused(Exception problem) {
    console.error(String.valueOf(problem.getMessage()));
    console.line(INDENT + "The Envoys keep what they had.");
  }

  private void head(String head, String text) {
    console.line(head + " ".repeat(INDENT.length() - head.length()) + text);
  }
}
