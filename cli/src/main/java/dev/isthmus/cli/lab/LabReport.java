package dev.isthmus.cli.lab;

import dev.isthmus.api.Finding;
import dev.isthmus.cli.traffic.Answered;
import dev.isthmus.cli.traffic.FlowResult;
import dev.isthmus.lab.LabDefinition;
import dev.isthmus.traffic.process.EnvoyMissing;
import dev.isthmus.translate.Output;
import dev.isthmus.translate.OutputChange;
import dev.isthmus.translate.Translation;
import java.util.List;

/** Who is told what happens in a lab, in the order in which it does. */
public interface LabReport {
  /** The lab that is shown begins. */
  void title(LabDefinition lab);

  /** The clusters are there for users too. */
  void place(LabWorld.Place place);

  /** What the labs before it made. */
  void before(List<LabDefinition> labs, int steps, List<LabCheck> checks, Translation translation);

  /**
   * A step was done.
   *
   * @param number from 1
   * @param done what it wrote or deleted, and how long that took
   * @param changes the Istio objects that changed
   */
  void step(
      int number, LabDefinition.Step step, LabWorld.Performed done, List<OutputChange> changes);

  /** What the lab looks at after a step. */
  void listing(LabDefinition.Shown shown, Translation translation);

  /** An Istio object that the lab prints. */
  void yaml(Output output, String text);

  /** Istio objects were compared with what must come out. */
  void checked(List<LabCheck> checks);

  /** There is no Envoy: the lab goes on without traffic. */
  void noTraffic(EnvoyMissing missing);

  /**
   * The Envoys run.
   *
   * @param millis from the start of the program to the first answered request
   */
  void started(int envoys, long millis);

  /**
   * Requests were sent.
   *
   * @param head when: {@code before}, {@code stopped}, {@code started}; empty: after the step
   */
  void traffic(String head, List<Answered> answered);

  /** What became of the requests that were sent while the step changed things. */
  void flows(List<FlowResult> flows);

  /** A gateway is going to be stopped. */
  void outage(LabDefinition.Outage outage);

  /**
   * A gateway that was stopped runs again.
   *
   * @param millis from its start to the first answer through it
   */
  void recovered(LabDefinition.Outage outage, long millis);

  /** The lab has ended. */
  void end(LabDefinition lab, LabResult result, List<Finding> findings);
}
