package dev.isthmus.bench.agent;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.isthmus.api.ObjectKind;
import dev.isthmus.api.port.Observation;
import dev.isthmus.api.port.StoredObject;
import dev.isthmus.api.port.Up;
import dev.isthmus.bench.Cost;
import dev.isthmus.bench.Samples;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

/**
 * {@code bench/run agent [N]}: an agent's core reduces N pods of one service: their first list, a
 * rolling update of a hundredth of them, and another list, beside what Jackson takes for the trees
 * of the same pods. Prints one line of JSON.
 */
public final class AgentBench {
  private static final int ROUNDS = Integer.getInteger("rounds", 9);
  private static final int UPDATED = 100;

  private final Samples floor = new Samples();
  private final Samples firstList = new Samples();
  private final Samples updateFloor = new Samples();
  private final Samples update = new Samples();
  private final Samples secondList = new Samples();
  private final int count;
  private final int updated;
  private final List<byte[]> before = new ArrayList<>();
  private final List<byte[]> pending = new ArrayList<>();
  private final List<byte[]> running = new ArrayList<>();
  private final List<byte[]> after = new ArrayList<>();

  private AgentBench(int count) throws IOException {
    this.count = count;
    this.updated = count / UPDATED;
    for (int i = 0; i < count; i++) {
      before.add(Pods.json(i, "5b9c7f6d48", i, true));
    }
    for (int i = 0; i < updated; i++) {
      pending.add(Pods.json(i, "7d8f9c6b54", count + 3 * i, false));
      running.add(Pods.json(i, "7d8f9c6b54", count + 3 * i + 1, true));
    }
    after.addAll(running);
    after.addAll(before.subList(updated, count));
  }

  /** Argument: the number of pods; 100,000 without it. */
  public static void main(String[] args) throws Exception {
    System.out.println(measure(args.length > 0 ? Integer.parseInt(args[0]) : 100_000, ROUNDS));
  }

  /** The measurements of so many rounds; a third as many before them warm up. */
  static ObjectNode measure(int count, int rounds) throws IOException {
    AgentBench bench = new AgentBench(count);
    for (int i = -(rounds / 3); i < rounds; i++) {
      bench.round(i >= 0);
    }
    return bench.report();
  }

  private void round(boolean counts) throws IOException {
    Agent agent = new Agent();
    List<ObjectNode> trees = new ArrayList<>();
    Cost parsed = Cost.of(() -> trees.addAll(Pods.trees(before)));
    Observation first = list(Pods.stored(trees), 0);
    Cost listed = Cost.of(() -> agent.see(first));
    must(agent.told(), Pods.DEPLOYMENTS);

    List<Observation> events = new ArrayList<>();
    Cost parsedUpdate = Cost.of(() -> events.addAll(rolling()));
    Cost rolled = Cost.of(() -> events.forEach(agent::see));
    must(agent.told(), 0);

    Observation second = list(Pods.stored(Pods.trees(after)), 3 * updated);
    Cost again = Cost.of(() -> agent.see(second));
    must(agent.told(), 0);
    if (counts) {
      floor.add(parsed);
      firstList.add(listed);
      updateFloor.add(parsedUpdate);
      update.add(rolled);
      secondList.add(again);
    }
  }

  private Observation list(List<StoredObject> pods, int later) {
    return new Observation.Listed(ObjectKind.POD, pods, Integer.toString(count + later));
  }

  /** Each new pod is seen when it comes and when it is ready, and then a former one goes. */
  private List<Observation> rolling() throws IOException {
    List<StoredObject> came = Pods.stored(Pods.trees(pending));
    List<StoredObject> ready = Pods.stored(Pods.trees(running));
    List<StoredObject> former = Pods.stored(Pods.trees(before.subList(0, updated)));
    List<Observation> events = new ArrayList<>();
    for (int i = 0; i < updated; i++) {
      events.add(new Observation.Put(came.get(i)));
      events.add(new Observation.Put(ready.get(i)));
      String version = Integer.toString(count + 3 * i + 2);
      events.add(new Observation.Gone(former.get(i).ref(), former.get(i).uid(), version));
    }
    return events;
  }

  /** A round that told the server more or less than it should measures something else. */
  private static void must(List<Up> told, int classes) {
    int objects = 0;
    for (Up message : told) {
      objects +=
          switch (message) {
            case Up.Snapshot snapshot -> snapshot.objects().size();
            case Up.Delta delta -> delta.puts().size() + delta.gone().size();
            default -> 0;
          };
    }
    if (objects != classes) {
      throw new IllegalStateException(classes + " classes were to be told, but not " + told);
    }
  }

  private ObjectNode report() {
    ObjectNode report = JsonNodeFactory.instance.objectNode();
    report.put("bench", "agent").put("pods", count).put("classes", Pods.DEPLOYMENTS);
    report.put("jsonBytes", before.stream().mapToLong(pod -> pod.length).sum());
    report.set("parse", floor.report());
    report.set("firstList", firstList.report());
    report.set("secondList", secondList.report());
    report.put("updated", updated).put("events", 3 * updated);
    report.set("parseUpdate", updateFloor.report());
    report.set("rollingUpdate", update.report());
    return report;
  }
}
