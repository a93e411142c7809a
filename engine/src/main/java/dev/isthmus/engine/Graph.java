package dev.isthmus.engine;

import java.util.List;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;

/**
 * Tables kept up to date by rules. The thread that applies the first batch is the writer: only it
 * may apply batches, explain and count. Snapshots and readers are for any thread; they take one
 * reference and never wait for the writer, nor it for them.
 */
public final class Graph {
  private final GraphBuilder builder;
  private final Writer machine;
  private final FaultHandler faultHandler;
  private final AtomicReference<@Nullable Thread> writer = new AtomicReference<>();
  private volatile Snapshot snapshot = Snapshot.EMPTY;
  private Phase phase = Phase.IDLE;

  /** What the writer is doing. */
  private enum Phase {
    IDLE,
    STEP,
    /** A step ended in the middle, by an error or a broken invariant: its tables are of no use. */
    BROKEN
  }

  Graph(GraphBuilder builder, Writer machine, FaultHandler faultHandler) {
    this.builder = builder;
    this.machine = machine;
    this.faultHandler = faultHandler;
  }

  /** A graph to declare. */
  public static GraphBuilder builder() {
    return new GraphBuilder();
  }

  /**
   * Applies a batch as one step and publishes its snapshot. Everything that depends on the batch is
   * done when this returns.
   *
   * @throws IllegalStateException if called by a second thread, from within a function of the
   *     graph, or after an earlier call failed half-way
   * @throws IllegalArgumentException if the batch is for tables of another graph
   */
  public Step apply(Batch batch) {
    enter();
    for (Batch.Edit edit : batch.edits()) {
      edit.table().requireOf(builder);
    }
    Step step = step(batch);
    step.faults().forEach(faultHandler::fault);
    return step;
  }

  private Step step(Batch batch) {
    phase = Phase.STEP;
    try {
      Step step = machine.apply(batch, snapshot);
      snapshot = step.snapshot();
      phase = Phase.IDLE;
      return step;
    } finally {
      if (phase == Phase.STEP) {
        phase = Phase.BROKEN;
      }
    }
  }

  /** The published tables after the last step. */
  public Snapshot snapshot() {
    return snapshot;
  }

  /** A reader of a published table, which gets the state once and from then on what changed. */
  public <K extends Comparable<? super K>, V> Reader<K, V> reader(Table<K, V> table) {
    table.spec.requireOf(builder);
    Snapshot.EMPTY.entries(table);
    return new Reader<>(this, table);
  }

  /** The keys with several producers, as of the last step. */
  public List<Conflict> conflicts() {
    return snapshot.conflicts();
  }

  /**
   * The runs that emit a key, the one that holds it first; empty for inputs. For the writer's
   * thread.
   */
  public <K extends Comparable<? super K>> List<Explanation> explain(Table<K, ?> table, K key) {
    enter();
    table.spec.requireOf(builder);
    return machine.explain(table.spec, key);
  }

  /**
   * The rules' functions that threw when they were last called for a key, and have not been called
   * for it again: what they had emitted for it before still stands. By rule, then by key. For the
   * writer's thread.
   */
  public List<Fault> failing() {
    enter();
    return machine.failing();
  }

  /**
   * Counts all that the graph holds. For the writer's thread; its cost is that of visiting
   * everything.
   */
  public Footprint footprint() {
    enter();
    return machine.footprint();
  }

  /**
   * Gives the graph to another writer thread; the caller, which is the writer, must publish this
   * safely (start the thread, or put it on a queue, afterwards).
   */
  public void handOver(Thread next) {
    enter();
    writer.set(next);
  }

  private void enter() {
    Thread current = Thread.currentThread();
    Thread owner = writer.get();
    if (owner == null) {
      owner = writer.compareAndSet(null, current) ? current : writer.get();
    }
    if (owner != current) {
      throw new IllegalStateException(current + " is not the writer of this graph: " + owner);
    }
    switch (phase) {
      case IDLE -> {}
      case STEP -> throw new IllegalStateException("a function of the graph uses the graph");
      case BROKEN -> throw new IllegalStateException("an earlier step ended in the middle");
    }
  }
}
