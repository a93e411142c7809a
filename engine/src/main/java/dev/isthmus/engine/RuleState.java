package dev.isthmus.engine;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/** A rule and its runs that have to be done in this step. */
final class RuleState {
  private static final Comparator<Run> BY_SOURCE =
      (a, b) -> Keys.compare(a.source().key, b.source().key);

  final int ordinal;
  final String name;
  final TableState source;
  final RuleFunction<Object, Object> function;

  /** By the ordinals of nodes: what this rule may fetch from, and emit to. */
  final boolean[] uses;

  final boolean[] emits;

  private final Writer writer;
  private List<Run> queue = new ArrayList<>();

  RuleState(int ordinal, RuleSpec spec, TableState source, int nodes, Writer writer) {
    this.ordinal = ordinal;
    this.name = spec.name();
    this.source = source;
    this.function = spec.function();
    this.writer = writer;
    this.uses = new boolean[nodes];
    this.emits = new boolean[nodes];
    spec.uses().forEach(node -> uses[node.ordinal] = true);
    spec.emits().forEach(node -> emits[node.ordinal] = true);
  }

  /** A source entry is new. */
  void begin(Cell source) {
    Run run = new Run(this);
    Watchers watchers = source.watched();
    run.watched = new Watchers[] {watchers};
    run.places = new int[] {watchers.add(run, 0)};
    enqueue(run);
  }

  void enqueue(Run run) {
    run.queued = true;
    queue.add(run);
  }

  /** Does all that is queued, in the order of the source keys. */
  void execute() {
    if (queue.isEmpty()) {
      return;
    }
    List<Run> runs = queue;
    queue = new ArrayList<>();
    runs.sort(BY_SOURCE);
    for (Run run : runs) {
      run.queued = false;
      Object value = run.source().value;
      if (value == null) {
        writer.retire(run);
      } else {
        writer.run(run, value);
      }
    }
  }
}
