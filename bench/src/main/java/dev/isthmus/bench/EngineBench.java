package dev.isthmus.bench;

import com.sun.management.ThreadMXBean;
import dev.isthmus.engine.Batch;
import dev.isthmus.engine.Graph;
import dev.isthmus.engine.Step;
import java.lang.management.ManagementFactory;
import java.util.Arrays;
import java.util.Locale;
import java.util.function.LongSupplier;

/**
 * Measures the engine alone, on one thread, beside the floor: the same rule over plain hash maps
 * into one list, which neither sorts nor remembers. Arguments: sources, entries emitted by each,
 * fetches of each; by default 10,000, 40 and 20. Prints one JSON line.
 */
public final class EngineBench {
  private static final int ROUNDS = Integer.getInteger("rounds", 9);
  private static final int EDITS = Integer.getInteger("edits", 3000);

  private static final ThreadMXBean THREADS = (ThreadMXBean) ManagementFactory.getThreadMXBean();

  private final EngineWorkload workload;

  private EngineBench(EngineWorkload workload) {
    this.workload = workload;
  }

  /** Runs all measurements. */
  public static void main(String[] args) {
    int sources = args.length > 0 ? Integer.parseInt(args[0]) : 10_000;
    int emits = args.length > 1 ? Integer.parseInt(args[1]) : 40;
    int fetches = args.length > 2 ? Integer.parseInt(args[2]) : 20;
    System.out.println(new EngineBench(new EngineWorkload(sources, emits, fetches)).measure());
  }

  private String measure() {
    double floor = best(() -> nanos(() -> workload.floor().size()));
    double full = best(() -> nanos(() -> workload.loaded().snapshot().size(workload.objects)));
    double entries = workload.sources * (double) workload.emits;
    Graph graph = workload.loaded();
    Edits changed = edits(graph, i -> workload.changeOf(i));
    Edits same = edits(graph, i -> workload.sameOf(i));
    Edits floorOfEdit = edits(null, i -> workload.changeOf(i));
    StringBuilder json = new StringBuilder("{");
    add(json, "sources", workload.sources);
    add(json, "entries", entries);
    add(json, "fetches", workload.fetches);
    add(json, "full_floor_ms", floor / 1e6);
    add(json, "full_ms", full / 1e6);
    add(json, "full_ratio", full / floor);
    add(json, "overhead_us_per_entry", (full - floor) / entries / 1e3);
    add(json, "edit_entries", workload.emits);
    add(json, "edit_floor_p50_us", floorOfEdit.p50);
    add(json, "edit_p50_us", changed.p50);
    add(json, "edit_p99_us", changed.p99);
    add(json, "edit_bytes", changed.bytes);
    add(json, "edit_without_effect_p50_us", same.p50);
    heap(json, entries);
    json.setLength(json.length() - 1);
    return json.append('}').toString();
  }

  private record Edits(double p50, double p99, double bytes) {}

  private interface EditOf {
    Batch batch(int i);
  }

  /**
   * Applies edits one by one; without a graph, runs the edited source's rule on plain maps instead.
   */
  private Edits edits(@org.jspecify.annotations.Nullable Graph graph, EditOf of) {
    long[] times = new long[EDITS];
    long bytes = 0;
    long sink = 0;
    for (int i = -EDITS; i < EDITS; i++) {
      Batch batch = of.batch(i + EDITS);
      long allocated = THREADS.getCurrentThreadAllocatedBytes();
      long start = cpu();
      if (graph == null) {
        sink += workload.floorOf(i + EDITS).size();
      } else {
        Step step = graph.apply(batch);
        sink += step.delta(workload.objects).size();
      }
      long time = cpu() - start;
      if (i >= 0) {
        times[i] = time;
        bytes += THREADS.getCurrentThreadAllocatedBytes() - allocated;
      }
    }
    if (sink < 0) {
      throw new IllegalStateException();
    }
    Arrays.sort(times);
    return new Edits(times[EDITS / 2] / 1e3, times[EDITS * 99 / 100] / 1e3, bytes / (double) EDITS);
  }

  /** What the graph keeps per published entry beyond the keys and values themselves. */
  private void heap(StringBuilder json, double entries) {
    long before = used();
    Loaded loaded = load();
    long data = used() - before;
    add(json, "heap_bytes_per_entry", (loaded.bytes - data + 4L * loaded.data.length) / entries);
    add(json, "key_and_value_bytes", (data - 4L * loaded.data.length) / entries);
    add(json, "edges_per_entry", loaded.edges / entries);
  }

  /** A graph's bytes and edges, and its published keys and values, which outlive it. */
  @SuppressWarnings("ArrayRecordComponent") // held, never compared; an array has no other overhead
  private record Loaded(long bytes, long edges, Object[] data) {}

  private Loaded load() {
    long before = used();
    Graph graph = workload.loaded();
    long bytes = used() - before;
    Object[] data = new Object[2 * graph.snapshot().size(workload.objects)];
    int[] count = {0};
    graph
        .snapshot()
        .entries(workload.objects)
        .forEach((k, v) -> {
          data[count[0]++] = k;
          data[count[0]++] = v;
        });
    return new Loaded(bytes, graph.footprint().edges(), data);
  }

  private static long used() {
    Runtime runtime = Runtime.getRuntime();
    for (int i = 0; i < 3; i++) {
      System.gc();
    }
    return runtime.totalMemory() - runtime.freeMemory();
  }

  /**
   * The time that this thread has worked, in nanoseconds: what other processes do does not count,
   * nor does the collector's thread.
   */
  private static long cpu() {
    return THREADS.getCurrentThreadCpuTime();
  }

  private static double best(LongSupplier round) {
    long best = Long.MAX_VALUE;
    for (int i = 0; i < ROUNDS; i++) {
      System.gc();
      best = Math.min(best, round.getAsLong());
    }
    return best;
  }

  private static long nanos(LongSupplier work) {
    long start = cpu();
    if (work.getAsLong() < 0) {
      throw new IllegalStateException();
    }
    return cpu() - start;
  }

  private static void add(StringBuilder json, String name, double value) {
    json.append(
        String.format(
            Locale.ROOT,
            "\"%s\":%s,",
            name,
            value == Math.rint(value)
                ? Long.toString((long) value)
                : String.format(Locale.ROOT, "%.3f", value)));
  }
}
