package dev.isthmus.bench.fed;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.sun.management.ThreadMXBean;
import dev.isthmus.api.Resource;
import dev.isthmus.translate.Change;
import dev.isthmus.translate.Output;
import dev.isthmus.translate.OutputChange;
import dev.isthmus.translate.Translation;
import dev.isthmus.translate.Translator;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * {@code bench/run fed N M}: times FED(N, M) on one thread and prints one line of JSON. The floor
 * is what Jackson alone needs for the same objects, in the same JVM and run: quote ratios, since
 * machines differ and are shared.
 */
public final class FedBench {
  private static final int ROUNDS = 5;
  private static final int EDITS = 200;

  /** Milliseconds after which an edit is not repeated further, so that large meshes end too. */
  private static final long EDIT_BUDGET_NANOS = 10_000_000_000L;

  private final ThreadMXBean threads = (ThreadMXBean) ManagementFactory.getThreadMXBean();
  private final FedObjects objects;
  private final FedEdits edits;
  private final ObjectNode report = JsonNodeFactory.instance.objectNode();

  private FedBench(int services, int clusters) {
    this.objects = new FedObjects(services, clusters);
    this.edits = new FedEdits(objects, services, clusters);
    report.put("bench", "fed").put("services", services).put("clusters", clusters);
  }

  /** Arguments: N services in all, M clusters. */
  public static void main(String[] args) throws IOException {
    var bench = new FedBench(Integer.parseInt(args[0]), Integer.parseInt(args[1]));
    System.out.println(bench.run());
  }

  private ObjectNode run() throws IOException {
    List<Change> changes = new ArrayList<>();
    for (Resource resource : objects.all()) {
      changes.add(Change.of(resource));
    }
    report.put("inputs", changes.size());
    full(changes);
    long before = usedHeap();
    Translator translator = Translator.create();
    Translation translation = translator.apply(changes);
    report.put("heapBytesPerObject", (usedHeap() - before) / translation.outputs().size());
    report.set("yaml", YamlFiles.measure(List.copyOf(translation.outputs().values())));
    edits(translator);
    return report;
  }

  /**
   * Rounds of: translate from nothing and write; then the floor. The best of each, since what
   * disturbs only adds.
   */
  private void full(List<Change> changes) throws IOException {
    long best = Long.MAX_VALUE;
    long bestApply = Long.MAX_VALUE;
    long bestFloor = Long.MAX_VALUE;
    for (int round = 0; round < ROUNDS; round++) {
      long start = System.nanoTime();
      Translation translation = Translator.create().apply(changes);
      long applied = System.nanoTime();
      List<Output> outputs = List.copyOf(translation.outputs().values());
      long bytes = Serializer.outputs(outputs);
      long end = System.nanoTime();
      List<Serializer.Plain> plain = new ArrayList<>(outputs.size());
      outputs.forEach(output -> plain.add(Serializer.Plain.of(output)));
      long floorStart = System.nanoTime();
      Serializer.floor(plain);
      long floorEnd = System.nanoTime();
      best = Math.min(best, end - start);
      bestApply = Math.min(bestApply, applied - start);
      bestFloor = Math.min(bestFloor, floorEnd - floorStart);
      report
          .put("objects", outputs.size())
          .put("bytes", bytes)
          .put("findings", translation.findings().size());
    }
    ObjectNode full = report.putObject("full");
    full.put("ms", best / 1_000_000);
    full.put("translateMs", bestApply / 1_000_000);
    full.put("floorMs", bestFloor / 1_000_000);
    full.put("ratio", Samples.rounded((double) best / bestFloor));
  }

  private void edits(Translator translator) throws IOException {
    ObjectNode all = report.putObject("edits");
    for (Map.Entry<String, FedEdits.Edit> edit : edits.all().entrySet()) {
      all.set(edit.getKey(), edit(translator, edit.getValue()));
    }
    all.set("routeTableDuringSettings", together(translator));
  }

  private ObjectNode edit(Translator translator, FedEdits.Edit edit) throws IOException {
    var took = new Samples();
    var floor = new Samples();
    var allocated = new Samples();
    var changed = new Samples();
    long stop = System.nanoTime() + EDIT_BUDGET_NANOS;
    for (int i = 0; i < EDITS && (i < 20 || System.nanoTime() < stop); i++) {
      List<Change> event = edit.event().apply(i);
      long bytes = threads.getCurrentThreadAllocatedBytes();
      long start = System.nanoTime();
      List<OutputChange> delta = translator.apply(event).changes();
      took.add(System.nanoTime() - start);
      allocated.add(threads.getCurrentThreadAllocatedBytes() - bytes);
      changed.add(delta.size());
      floor.add(floor(delta));
      translator.apply(edit.undo().apply(i));
    }
    ObjectNode node = took.millis();
    node.put("objects", changed.percentile(0.5));
    node.put("floorP50Ms", Samples.rounded(floor.percentile(0.5) / 1e6));
    node.put("aimP50Ms", Samples.rounded(0.5 + 2 * floor.percentile(0.5) / 1e6));
    node.put("kBAllocated", allocated.percentile(0.5) / 1000);
    return node;
  }

  private static long floor(List<OutputChange> delta) throws IOException {
    List<Serializer.Plain> plain = new ArrayList<>();
    for (OutputChange change : delta) {
      if (change.after() != null) {
        plain.add(Serializer.Plain.of(change.after()));
      }
    }
    long start = System.nanoTime();
    Serializer.floor(plain);
    return System.nanoTime() - start;
  }

  /**
   * A RouteTable's edit that arrives right after a settings edit began, and waits for it: one
   * writer.
   */
  private ObjectNode together(Translator translator) {
    var took = new Samples();
    for (int i = 0; i < 50; i++) {
      List<Change> settings = edits.settings(i);
      List<Change> route = edits.routeTable(i + 1);
      long start = System.nanoTime();
      translator.apply(settings);
      translator.apply(route);
      took.add(System.nanoTime() - start);
    }
    return took.millis();
  }

  private static long usedHeap() {
    for (int i = 0; i < 4; i++) {
      System.gc();
    }
    return ManagementFactory.getMemoryMXBean().getHeapMemoryUsage().getUsed();
  }
}
