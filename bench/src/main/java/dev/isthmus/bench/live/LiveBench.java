package dev.isthmus.bench.live;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.isthmus.api.port.ObservedObject;
import dev.isthmus.bench.Cost;
import dev.isthmus.bench.Heap;
import dev.isthmus.bench.fed.FedObjects;
import dev.isthmus.translate.Translator;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * {@code bench/run live N M [PART…]}: a server's core over FED(N, M), all clusters connected and
 * all orders carried out, then edits; and edits while the agent of a cluster is away that was never
 * told anything. Prints one line of JSON. A part is {@code heap}, {@code away} or an edit's name;
 * without any, all are measured.
 */
public final class LiveBench {
  private static final int RUNS = Integer.getInteger("edits", 1_000);

  /** No RouteTable of FED(N, M) is there, and none leads there. */
  private static final String AWAY = "cluster-1";

  private LiveBench() {}

  /** Arguments: N services in all, M clusters, and which parts to measure. */
  public static void main(String[] args) throws Exception {
    Set<String> parts = Set.copyOf(List.of(args).subList(2, args.length));
    System.out.println(measure(Integer.parseInt(args[0]), Integer.parseInt(args[1]), parts, RUNS));
  }

  /** The measurements; each edit is repeated so often. */
  static ObjectNode measure(int services, int clusters, Set<String> parts, int runs)
      throws Exception {
    ObjectNode report = JsonNodeFactory.instance.objectNode();
    report.put("bench", "live").put("services", services).put("clusters", clusters);
    var objects = new FedObjects<ObservedObject>(services, clusters, Reports::of);
    List<ObservedObject> all = objects.all();
    report.put("inputs", all.size());
    long before = Heap.used();
    LiveWorld world = new LiveWorld();
    Cost start = Cost.of(() -> world.start(all, ""));
    int count = world.core.translation().outputs().size();
    report.put("objects", count).put("startCpuMs", start.cpuMillis());
    ObjectNode events = report.putObject("start");
    world.costs().forEach((what, samples) -> events.set(what, samples.report()));
    world.forget();
    Translator translator =
        parts.isEmpty() || parts.contains("heap")
            ? new LiveHeap(all, Heap.used() - before, count).measure(report)
            : LiveHeap.translator(all);
    ObjectNode edits = report.putObject("edits");
    for (Map.Entry<String, LiveEdits.Edit> edit :
        new LiveEdits(objects, services).all().entrySet()) {
      if (parts.isEmpty() || parts.contains(edit.getKey())) {
        world.forget();
        edits.set(edit.getKey(), new LiveRuns(world, translator, edit.getValue()).measure(runs));
      }
    }
    if (parts.isEmpty() || parts.contains("away")) {
      report.set("away", away(objects, services, runs));
    }
    return report;
  }

  private static ObjectNode away(FedObjects<ObservedObject> objects, int services, int runs)
      throws Exception {
    List<ObservedObject> all = objects.all();
    LiveWorld world = new LiveWorld();
    Cost start = Cost.of(() -> world.start(all, AWAY));
    ObjectNode report = JsonNodeFactory.instance.objectNode();
    report.put("startCpuMs", start.cpuMillis()).put("waiting", world.waiting());
    world.forget();
    LiveEdits.Edit edit = new LiveEdits(objects, services).routeTable();
    report.set("routeTable", new LiveRuns(world, LiveHeap.translator(all), edit).measure(runs));
    return report;
  }
}
