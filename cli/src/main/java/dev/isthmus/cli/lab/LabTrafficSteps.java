package dev.isthmus.cli.lab;

import dev.isthmus.cli.traffic.Answered;
import dev.isthmus.cli.traffic.FlowResult;
import dev.isthmus.cli.traffic.Flows;
import dev.isthmus.cli.traffic.TrafficRun;
import dev.isthmus.lab.LabDefinition;
import dev.isthmus.lab.RequestExpectation;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.util.ArrayList;
import java.util.List;

/** The traffic of a lab along its steps: what is sent, and what came of it. */
public final class LabTrafficSteps {
  private final LabDefinition lab;
  private final TrafficRun traffic;
  private final LabReport report;
  private final List<LabCheck> checks = new ArrayList<>();
  private long sent;
  private long failed;

  public LabTrafficSteps(LabDefinition lab, TrafficRun traffic, LabReport report) {
    this.lab = lab;
    this.traffic = traffic;
    this.report = report;
  }

  /** Starts the Envoys, and sends the requests that are expected before the first step. */
  void start(LabWorld world) throws IOException, InterruptedException {
    world.startTraffic(traffic);
    traffic.traffic().announce(lab.lab(), "");
    List<Answered> answered = traffic.ask(lab.before());
    // The JVM's start: the process may have been the launcher's, which builds first.
    long began = ManagementFactory.getRuntimeMXBean().getStartTime();
    report.started(traffic.traffic().pods().size(), System.currentTimeMillis() - began);
    show("before", answered);
  }

  /** Starts to send what must be answered before and after a step. */
  Flows flow(LabDefinition.Step step) {
    return traffic.flow(step.traffic());
  }

  /** Whether a step makes others answer than those who answered last. */
  boolean othersAnswer(LabDefinition.Step step) {
    return step.traffic().stream().anyMatch(traffic::isNews);
  }

  /** Brings what a step changed into the Envoys. */
  void deliver(LabWorld world) throws IOException, InterruptedException {
    world.deliver(traffic);
  }

  /** What became of the requests that were sent during a step, and how they are answered now. */
  void after(LabDefinition.Step step, List<FlowResult> flows)
      throws IOException, InterruptedException {
    List<Answered> answered = traffic.ask(step.traffic());
    show("", answered);
    report.flows(flows);
    for (FlowResult flow : flows) {
      sent += flow.sent();
      failed += flow.failed();
    }
    if (step.outage() != null) {
      outage(step, step.outage());
    }
  }

  private void outage(LabDefinition.Step step, LabDefinition.Outage outage)
      throws IOException, InterruptedException {
    report.outage(outage);
    traffic.stop(outage);
    show("stopped", traffic.ask(outage.traffic()));
    long millis = traffic.startAgain(outage);
    show("started", traffic.ask(recovered(step, outage)));
    report.recovered(outage, millis);
  }

  /** What is expected after the step, of the requests that the outage was about. */
  private static List<RequestExpectation> recovered(
      LabDefinition.Step step, LabDefinition.Outage outage) {
    return step.traffic().stream()
        .filter(
            after -> outage.traffic().stream().anyMatch(it -> it.request().equals(after.request())))
        .toList();
  }

  private void show(String head, List<Answered> answered) {
    report.traffic(head, answered);
    for (Answered one : answered) {
      checks.add(new LabCheck(one.round().request().title(), one.differences()));
    }
  }

  /** What was checked of requests. */
  List<LabCheck> checks() {
    return checks;
  }

  long sent() {
    return sent;
  }

  long failed() {
    return failed;
  }
}
