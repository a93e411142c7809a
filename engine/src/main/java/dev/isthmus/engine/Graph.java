package dev.isthmus.engine;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Tables kept up to date by rules. The thread that applies the first batch is the writer: only it
 * may apply batches, explain and count. Snapshots and readers are for any thread; they take one
 * reference and never wait for the writer, nor it for them.
 */
public final class Graph {
  private final GraphBuilder builder;
  private final Writer machine;
  private volatile Snapshot snapshot = Snapshot.EMPTY;
  private @Nullable Thread writer;
  private boolean inside;
  private boolean broken;

  Graph(GraphBuilder builder, Writer machine) {
    this.builder = builder;
    this.machine = machine;
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
      requireOwn(edit.table());
    }
    inside = true;
    broken = true;
    Step step = machine.apply(batch, snapshot);
    broken = false;
    inside = false;
    snapshot = step.snapshot();
    return step;
  }

  /** The published tables after the last step. */
  public Snapshot snapshot() {
    return snapshot;
  }

  /** A reader of a published table, which gets the state once and from then on what changed. */
  public <K extends Comparable<? super K>, V> Reader<K, V> reader(Table<K, V> table) {
    requireOwn(table.spec);
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
    requireOwn(table.spec);
    return machine.explain(table.spec, key);
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
    writer = next;
  }

  private void enter() {
    Thread current = Thread.currentThread();
    if (writer == null) {
      writer = current;
    }
    if (writer != current) {
      throw new IllegalStateException(
          "the writer of this graph is " + writer.getName() + ", not " + current.getName());
    }
    if (inside) {
      throw new IllegalStateException(
          broken
              ? "the graph failed half-way in an earlier step, or is used by one of its own functions"
              : "");
    }
  }

  private void requireOwn(NodeSpec spec) {
    if (spec.graph != builder) {
      throw new IllegalArgumentException("'" + spec + "' is of another graph");
    }
  }
}
