package dev.isthmus.cli.lab;

import dev.isthmus.api.Finding;
import dev.isthmus.cli.print.Console;
import dev.isthmus.cli.print.Counted;
import dev.isthmus.cli.print.FindingText;
import dev.isthmus.cli.print.FoundTranslation;
import dev.isthmus.cli.traffic.Answered;
import dev.isthmus.cli.traffic.FlowResult;
import dev.isthmus.cli.traffic.Round;
import dev.isthmus.lab.LabDefinition;
import dev.isthmus.traffic.process.EnvoyMissing;
import dev.isthmus.translate.Output;
import dev.isthmus.translate.OutputChange;
import dev.isthmus.translate.OutputKey;
import dev.isthmus.translate.Translation;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/** What a person reads of a lab: a block a step, the most important line last. */
public final class LabText implements LabReport {
  private final Console console;
  private final TrafficText traffic;
  private final Map<String, Round> last = new HashMap<>();
  private final LabVerdict verdict;

  public LabText(Console console) {
    this.console = console;
    this.traffic = new TrafficText(console);
    this.verdict = new LabVerdict(console);
  }

  @Override
  public void title(LabDefinition lab) {
    console.line(
        console.style(Console.Style.BOLD, LabVerdict.number(lab.lab()) + ", " + lab.title()));
    console.line(lab.why());
  }

  @Override
  public void place(LabWorld.Place place) {
    head(
        "live",
        "server, relay and agents, and API servers of "
            + String.join(", ", place.contexts())
            + ", in this process");
    line("export KUBECONFIG=" + place.kubeconfig());
    line("what server and agents do: " + place.log());
  }

  @Override
  public void before(
      List<LabDefinition> labs, int steps, List<LabCheck> checks, Translation translation) {
    if (labs.isEmpty()) {
      return;
    }
    String done =
        LabVerdict.number(labs.getFirst().lab()).replace("Lab", "labs")
            + " to "
            + LabVerdict.number(labs.getLast().lab()).substring(4);
    head(
        "before",
        done
            + ": "
            + Counted.of(steps, "step")
            + ", "
            + Counted.of(translation.outputs().size(), "Istio object")
            + " now"
            + (checks.isEmpty() ? "" : ", " + LabVerdict.equal(checks)));
    verdict.checked(checks);
  }

  @Override
  public void step(
      int number, LabDefinition.Step step, LabWorld.Performed done, List<OutputChange> changes) {
    console.line("");
    head("step " + number, console.style(Console.Style.BOLD, step.title()));
    line(step.why());
    String verb = step.apply() == null ? "delete" : "apply";
    line(
        verb
            + " "
            + done.touched().stream().map(LabWorld.Id::toString).collect(Collectors.joining(", "))
            + " in "
            + step.cluster());
    line(sum(changes) + ", " + time(done));
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

  private static String time(LabWorld.Performed done) {
    if (done.applied()) {
      return "all of it in the clusters "
          + Times.text(done.micros() / 1_000)
          + " after the command";
    }
    return done.micros() < 10_000 ? done.micros() + " µs" : done.micros() / 1_000 + " ms";
  }

  static String sum(List<OutputChange> changes) {
    if (changes.isEmpty()) {
      return "no Istio object changes";
    }
    Set<String> clusters =
        changes.stream().map(change -> change.key().cluster()).collect(Collectors.toSet());
    return Counted.of(changes.size(), "Istio object")
        + " in "
        + Counted.of(clusters.size(), "cluster");
  }

  @Override
  public void listing(LabDefinition.Shown shown, Translation translation) {
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

  @Override
  public void yaml(Output output, String text) {
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

  @Override
  public void checked(List<LabCheck> checks) {
    line(LabVerdict.equal(checks));
    verdict.checked(checks);
  }

  @Override
  public void noTraffic(EnvoyMissing missing) {
    verdict.noTraffic(missing);
  }

  @Override
  public void started(int envoys, long millis) {
    console.line("");
    head(
        "traffic",
        Counted.of(envoys, "Envoy")
            + " on this machine, configured by xDS; the first answer "
            + Times.text(millis)
            + " after the start");
  }

  @Override
  public void traffic(String head, List<Answered> answered) {
    traffic.lines(answered).forEach(new LineWriter(head)::write);
    for (Answered one : answered) {
      Round former = last.put(one.round().request().name(), one.round());
      traffic.change(former, one.round()).ifPresent(this::line);
    }
  }

  /** Puts a heading before the first line only. */
  private final class LineWriter {
    private String next;

    LineWriter(String head) {
      next = head;
    }

    void write(String text) {
      if (next.isEmpty()) {
        line(text);
      } else {
        head(next, text);
        next = "";
      }
    }
  }

  @Override
  public void flows(List<FlowResult> flows) {
    flows.forEach(flow -> line(traffic.line(flow)));
  }

  @Override
  public void outage(LabDefinition.Outage outage) {
    console.line("");
    head(
        "stop",
        console.style(
            Console.Style.BOLD,
            "Stop " + outage.gateway() + " in " + outage.cluster() + ", and start it again"));
    line(outage.why());
  }

  @Override
  public void recovered(LabDefinition.Outage outage, long millis) {
    line(
        millis < 0
            ? "no answer after " + outage.gateway() + " was started again"
            : "the first answer " + Times.text(millis) + " after it was started again");
  }

  @Override
  public void end(LabDefinition lab, LabResult result, List<Finding> findings) {
    console.line("");
    String count = FindingText.count(findings);
    if (!count.isEmpty()) {
      head("findings", count + "; they say what the workshop's setup leaves open");
      findings.stream()
          .map(Finding::reason)
          .distinct()
          .forEach(reason -> line(reason.title() + ": " + reason.meaning()));
    }
    verdict.end(lab, result, findings);
  }

  private void head(String head, String text) {
    verdict.head(head, text);
  }

  private void line(String text) {
    verdict.line(text);
  }
}
