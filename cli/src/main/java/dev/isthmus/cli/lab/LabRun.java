package dev.isthmus.cli.lab;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.isthmus.cli.files.YamlText;
import dev.isthmus.cli.print.TreeDiff;
import dev.isthmus.cli.traffic.FlowResult;
import dev.isthmus.cli.traffic.Flows;
import dev.isthmus.lab.ExpectedObjects;
import dev.isthmus.lab.LabDefinition;
import dev.isthmus.lab.Workshop;
import dev.isthmus.translate.Output;
import dev.isthmus.translate.OutputChange;
import dev.isthmus.translate.OutputJson;
import dev.isthmus.translate.OutputKey;
import dev.isthmus.translate.Translation;
import java.io.IOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * Runs the workshop up to and through one lab, shows what each of its steps makes, and checks it.
 */
public final class LabRun {
  private final Workshop workshop;
  private final LabReport report;
  private final LabWorld world;
  private final List<LabCheck> checks = new ArrayList<>();

  public LabRun(Workshop workshop, LabWorld world, LabReport report) {
    this.workshop = workshop;
    this.world = world;
    this.report = report;
  }

  /**
   * Runs the labs; the last of them is shown.
   *
   * @param until the last step of the last lab that is done
   * @param traffic what runs for the last lab's requests; null: they are not sent
   */
  public LabResult run(List<LabDefinition> labs, int until, @Nullable LabTrafficSteps traffic)
      throws IOException, InterruptedException {
    world.load(workshop.clusters());
    LabDefinition shown = labs.getLast();
    int steps = 0;
    for (LabDefinition lab : labs.subList(0, labs.size() - 1)) {
      steps += lab.steps().size();
      run(lab, lab.steps().size() - 1, false, null);
    }
    report.title(shown);
    if (world.place() != null) {
      report.place(world.place());
    }
    report.before(labs.subList(0, labs.size() - 1), steps, checks, world.translation());
    if (traffic != null) {
      traffic.start(world);
    }
    run(shown, until, true, traffic);
    LabResult result =
        traffic == null
            ? new LabResult(checks, List.of(), 0, 0)
            : new LabResult(checks, traffic.checks(), traffic.sent(), traffic.failed());
    report.end(shown, result, world.findings());
    return result;
  }

  private void run(LabDefinition lab, int until, boolean show, @Nullable LabTrafficSteps traffic)
      throws IOException, InterruptedException {
    Map<String, Map<OutputKey, Output>> states = new HashMap<>();
    states.put("start", new TreeMap<>(world.translation().outputs()));
    for (int i = 0; i <= until; i++) {
      LabDefinition.Step step = lab.steps().get(i);
      List<FlowResult> flows = List.of();
      if (traffic == null) {
        perform(lab, i, show);
      } else {
        try (Flows flowing = traffic.flow(step)) {
          flowing.mark();
          perform(lab, i, show);
          traffic.deliver(world);
          flows = flowing.finish(traffic.othersAnswer(step));
        }
      }
      Translation translation = world.translation();
      states.put(step.name(), new TreeMap<>(translation.outputs()));
      if (show) {
        show(lab, step, translation);
      }
      check(lab, step, translation, states, show);
      if (traffic != null) {
        traffic.after(step, flows);
      }
    }
  }

  private void perform(LabDefinition lab, int index, boolean show)
      throws IOException, InterruptedException {
    LabDefinition.Step step = lab.steps().get(index);
    LabWorld.Performed done = world.perform(step, workshop.folder(lab));
    if (show) {
      report.step(index + 1, step, done, world.translation().changes());
    }
  }

  private void show(LabDefinition lab, LabDefinition.Step step, Translation translation)
      throws IOException {
    step.show().forEach(shown -> report.listing(shown, translation));
    for (LabDefinition.Expectation expectation : step.expect()) {
      if (expectation.objects() != null && expectation.cluster() != null) {
        ExpectedObjects expected = workshop.expected(lab, expectation);
        translation.outputs(expectation.cluster()).values().stream()
            .filter(output -> isNews(output, translation))
            .filter(output -> expected.expects(OutputJson.write(output)))
            .forEach(output -> report.yaml(output, YamlText.of(OutputJson.write(output))));
      }
    }
  }

  private static boolean isNews(Output output, Translation translation) {
    return translation.changes().stream().map(OutputChange::key).anyMatch(output.key()::equals);
  }

  private void check(
      LabDefinition lab,
      LabDefinition.Step step,
      Translation translation,
      Map<String, Map<OutputKey, Output>> states,
      boolean show)
      throws IOException {
    for (LabDefinition.Expectation expectation : step.expect()) {
      List<LabCheck> found =
          expectation.sameAs() == null
              ? checks(workshop.expected(lab, expectation), expectation, translation)
              : List.of(same(expectation.sameAs(), states, translation));
      checks.addAll(found);
      if (show) {
        report.checked(found);
      }
    }
  }

  private static List<LabCheck> checks(
      ExpectedObjects expected, LabDefinition.Expectation expectation, Translation translation) {
    String cluster = Objects.requireNonNull(expectation.cluster());
    List<ObjectNode> ours =
        translation.outputs(cluster).values().stream().map(OutputJson::write).toList();
    return expected.compare(ours).stream().map(each -> check(each, cluster)).toList();
  }

  private static LabCheck check(ExpectedObjects.Comparison comparison, String cluster) {
    List<String> difference =
        comparison
            .ours()
            .map(ours ->
                TreeDiff.of(comparison.wanted(), ours).stream().map(Object::toString).toList())
            .orElse(List.of("there is no such object"));
    return new LabCheck(comparison.what() + " (" + cluster + ")", difference);
  }

  private static LabCheck same(
      String step, Map<String, Map<OutputKey, Output>> states, Translation translation)
      throws IOException {
    Map<OutputKey, Output> then = states.get(step);
    if (then == null) {
      throw new IOException("no step is named " + step);
    }
    String what = "all objects as after " + step;
    List<String> difference = new ArrayList<>();
    Map<OutputKey, Output> now = translation.outputs();
    then.forEach((key, output) -> {
      Output other = now.get(key);
      if (other == null) {
        difference.add("gone: " + key);
      } else if (!other.sameBytes(output)) {
        difference.add("differs: " + key);
      }
    });
    now.keySet().stream()
        .filter(key -> !then.containsKey(key))
        .forEach(key -> difference.add("left over: " + key));
    return new LabCheck(what, difference);
  }
}
