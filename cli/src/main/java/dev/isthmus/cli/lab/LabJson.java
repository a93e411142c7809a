package dev.isthmus.cli.lab;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.isthmus.api.Finding;
import dev.isthmus.cli.print.Console;
import dev.isthmus.cli.traffic.Answered;
import dev.isthmus.cli.traffic.FlowResult;
import dev.isthmus.lab.LabDefinition;
import dev.isthmus.traffic.process.EnvoyMissing;
import dev.isthmus.translate.Output;
import dev.isthmus.translate.OutputChange;
import dev.isthmus.translate.OutputKey;
import dev.isthmus.translate.Translation;
import java.util.List;

/** A lab for machines: one JSON object when it has ended. */
public final class LabJson implements LabReport {
  private final Console console;
  private final ObjectNode root = JsonNodeFactory.instance.objectNode();
  private final ArrayNode steps = JsonNodeFactory.instance.arrayNode();

  /** Where requests and checks belong at the moment: the lab, a step, or an outage of it. */
  private ObjectNode current = root;

  public LabJson(Console console) {
    this.console = console;
  }

  @Override
  public void title(LabDefinition lab) {
    root.put("lab", lab.lab()).put("title", lab.title());
  }

  @Override
  public void place(LabWorld.Place place) {
    ObjectNode live = root.putObject("live").put("kubeconfig", place.kubeconfig().toString());
    place.contexts().forEach(live.putArray("contexts")::add);
    live.put("log", place.log().toString());
  }

  @Override
  public void before(
      List<LabDefinition> labs, int count, List<LabCheck> checks, Translation translation) {
    current = root.putObject("before");
    current.put("steps", count).put("objects", translation.outputs().size());
    checked(checks);
  }

  @Override
  public void step(
      int number, LabDefinition.Step step, LabWorld.Performed done, List<OutputChange> changes) {
    current = steps.addObject();
    current.put("number", number).put("name", step.name()).put("title", step.title());
    current.put("cluster", step.cluster());
    current.put(done.applied() ? "appliedMicros" : "micros", done.micros());
    ArrayNode objects = current.putArray("touched");
    done.touched().forEach(id -> objects.add(id.toString()));
    ArrayNode array = current.putArray("changes");
    changes.forEach(change -> change(array.addObject(), change));
  }

  private static void change(ObjectNode node, OutputChange change) {
    OutputKey key = change.key();
    String what =
        change.before() == null ? "added" : change.after() == null ? "removed" : "changed";
    node.put("change", what).put("cluster", key.cluster()).put("kind", key.kind().kind());
    node.put("namespace", key.namespace()).put("name", key.name());
  }

  /** What people look at says nothing that a machine does not have otherwise. */
  @Override
  public void listing(LabDefinition.Shown shown, Translation translation) {}

  @Override
  public void yaml(Output output, String text) {}

  @Override
  public void checked(List<LabCheck> checks) {
    ArrayNode array = current.withArray("checks");
    for (LabCheck check : checks) {
      ObjectNode node = array.addObject().put("what", check.what()).put("equal", check.holds());
      check.difference().forEach(node.putArray("difference")::add);
    }
  }

  @Override
  public void noTraffic(EnvoyMissing missing) {
    root.putObject("traffic")
        .put("missing", String.valueOf(missing.getMessage()))
        .put("remedy", missing.remedy());
  }

  @Override
  public void started(int envoys, long millis) {
    root.putObject("traffic").put("envoys", envoys).put("firstAnswerMillis", millis);
  }

  @Override
  public void traffic(String head, List<Answered> answered) {
    String field = head.equals("stopped") || head.equals("started") ? head : "requests";
    ArrayNode array = current.withArray(field);
    answered.forEach(one -> TrafficJson.write(array.addObject(), one));
  }

  @Override
  public void flows(List<FlowResult> flows) {
    ArrayNode array = current.withArray("flows");
    flows.forEach(flow -> TrafficJson.write(array.addObject(), flow));
  }

  @Override
  public void outage(LabDefinition.Outage outage) {
    current = current.putObject("outage");
    current.put("gateway", outage.gateway()).put("cluster", outage.cluster());
  }

  @Override
  public void recovered(LabDefinition.Outage outage, long millis) {
    current.put("recoveredMillis", millis);
  }

  @Override
  public void end(LabDefinition lab, LabResult result, List<Finding> findings) {
    root.set("steps", steps);
    ObjectNode sum = root.putObject("sum");
    sum.put("objects", result.objects().size());
    sum.put("objectsEqual", result.objects().stream().filter(LabCheck::holds).count());
    sum.put("requests", result.answers().size());
    sum.put("requestsAsExpected", result.answers().stream().filter(LabCheck::holds).count());
    sum.put("sentWhileChanging", result.sent()).put("failedWhileChanging", result.failed());
    root.put("ok", result.holds());
    console.line(root.toPrettyString());
  }
}
