package dev.isthmus.cli.lab;

import dev.isthmus.api.Finding;
import dev.isthmus.cli.print.Console;
import dev.isthmus.cli.traffic.Answered;
import dev.isthmus.cli.traffic.FlowResult;
import dev.isthmus.lab.LabDefinition;
import dev.isthmus.traffic.process.EnvoyMissing;
import dev.isthmus.translate.Output;
import dev.isthmus.translate.OutputChange;
import dev.isthmus.translate.Translation;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What a person reads who wants to know only how a lab ended: what is wrong, and the last lines.
 */
public final class LabVerdict implements LabReport {
  static final String INDENT = " ".repeat(11);

  private final Console console;
  private final TrafficText traffic;
  private @Nullable EnvoyMissing missing;

  public LabVerdict(Console console) {
    this.console = console;
    this.traffic = new TrafficText(console);
  }

  @Override
  public void title(LabDefinition lab) {}

  @Override
  public void place(LabWorld.Place place) {}

  @Override
  public void before(
      List<LabDefinition> labs, int steps, List<LabCheck> checks, Translation translation) {
    checked(checks);
  }

  @Override
  public void step(
      int number, LabDefinition.Step step, LabWorld.Performed done, List<OutputChange> changes) {}

  @Override
  public void listing(LabDefinition.Shown shown, Translation translation) {}

  @Override
  public void yaml(Output output, String text) {}

  @Override
  public void checked(List<LabCheck> checks) {
    for (LabCheck check : checks) {
      if (!check.holds()) {
        line(console.style(Console.Style.RED, "differs: ") + check.what());
        check.difference().forEach(difference -> line("  " + difference));
      }
    }
  }

  @Override
  public void noTraffic(EnvoyMissing why) {
    missing = why;
  }

  @Override
  public void started(int envoys, long millis) {}

  @Override
  public void traffic(String head, List<Answered> answered) {
    List<Answered> wrong = answered.stream().filter(one -> !one.differences().isEmpty()).toList();
    traffic.lines(wrong).forEach(this::line);
  }

  @Override
  public void flows(List<FlowResult> flows) {
    flows.stream().filter(flow -> flow.failed() > 0).map(traffic::line).forEach(this::line);
  }

  @Override
  public void outage(LabDefinition.Outage outage) {}

  @Override
  public void recovered(LabDefinition.Outage outage, long millis) {}

  @Override
  public void end(LabDefinition lab, LabResult result, List<Finding> findings) {
    if (!result.answers().isEmpty()) {
      head(
          "requests",
          equal(result.answers()).replace("equal", "answered as they must be")
              + "; "
              + "%,d of %,d failed while something changed"
                  .formatted(result.failed(), result.sent()));
    }
    boolean ok = result.holds();
    String verdict =
        ok ? console.style(Console.Style.GREEN, "ok") : console.style(Console.Style.RED, "failed");
    head(
        verdict,
        ok ? 2 : 6,
        (result.objects().isEmpty()
            ? "the lab prints nothing to compare with"
            : "what the workshop shows until "
                + number(lab.lab())
                + ": "
                + equal(result.objects())));
    if (missing != null) {
      head(
          "no traffic",
          10,
          "no request was sent, since there is no Envoy: " + missing.getMessage());
      line(missing.remedy());
    }
  }

  /** {@code lab-11} as {@code Lab 11}. */
  static String number(String name) {
    return name.startsWith("lab-") ? "Lab " + Integer.parseInt(name.substring(4)) : name;
  }

  static String equal(List<LabCheck> checks) {
    return checks.stream().filter(LabCheck::holds).count() + " of " + checks.size() + " equal";
  }

  void head(String head, String text) {
    head(head, head.length(), text);
  }

  private void head(String head, int width, String text) {
    console.line(head + " ".repeat(Math.max(1, INDENT.length() - width)) + text);
  }

  void line(String text) {
    console.line(INDENT + text);
  }
}
