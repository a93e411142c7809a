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
import org.jspecify.annotations.Nullable;

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
    begin(findings);
    curls(lab, run);
    console.line(INDENT + "edit " + env + ": what is written there is applied at once");
  }

  /** Where requests can be sent, and how to use kubectl. */
  public void clusters(
      LabDefinition lab, @Nullable TrafficRun run, LabWorld.Place place, List<Finding> findings) {
    begin(findings);
    if (run != null) {
      curls(lab, run);
    }
    console.line(INDENT + "export KUBECONFIG=" + place.kubeconfig());
    console.line(INDENT + "kubectl --context cluster1 get serviceentries -n bookinfo-backends");
    console.line(INDENT + "kubectl apply, edit, delete: what you change is told here");
  }

  private void begin(List<Finding> findings) {
    known = List.copyOf(findings);
    console.line("");
    head("hold", "the lab keeps running; Ctrl-C ends it, and leaves nothing behind");
  }

  private void curls(LabDefinition lab, TrafficRun run) {
    for (LabRequest request : lab.requests()) {
      console.line(INDENT + run.curl(request) + "   # " + request.title());
    }
  }

  /**
   * A user's change is carried out.
   *
   * @param what what the user changed
   * @param millis until the clusters held what follows
   */
  public void applied(
      String what, List<OutputChange> changes, long millis, List<Finding> findings) {
    console.line("");
    head("change", what);
    console.line(
        INDENT
            + LabText.sum(changes)
            + (changes.isEmpty()
                ? ""
                : ", all of it in the clusters " + Times.text(millis) + " later"));
    fresh(findings);
  }

  /** A user's change was not carried out in time. */
  public void late(String what, Exception why) {
    console.line("");
    head("change", what);
    console.error(String.valueOf(why.getMessage()));
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
    fresh(findings);
  }

  private void fresh(List<Finding> findings) {
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
