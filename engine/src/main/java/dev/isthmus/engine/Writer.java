package dev.isthmus.engine;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** The one mutable machine of a graph: applies a batch level by level and makes the snapshot. */
final class Writer {
  final GraphBuilder graph;
  final TableState[] states;

  private final List<RuleState> rules = new ArrayList<>();
  private final List<Object> order;
  private final In in = new In(this);
  private final Out out = new Out(this);

  private List<Conflict> conflicts = new ArrayList<>();
  private List<Fault> faults = new ArrayList<>();
  private int runs;

  /** The runs that threw when they were last done. */
  private final Map<Run, Fault> failing = new HashMap<>();

  Writer(GraphBuilder graph, List<NodeSpec> nodes, List<RuleSpec> specs, List<Object> order) {
    this.graph = graph;
    this.states = new TableState[nodes.size()];
    for (NodeSpec node : nodes) {
      if (node.kind instanceof NodeSpec.Kind.Grouping grouping) {
        IndexState index = new IndexState(node, grouping, this);
        states[node.ordinal] = index;
        states[grouping.of().ordinal].indexes.add(index);
      } else {
        states[node.ordinal] = new TableState(node, this);
      }
    }
    for (RuleSpec spec : specs) {
      RuleState rule =
          new RuleState(rules.size(), spec, states[spec.from().ordinal], states.length, this);
      rules.add(rule);
      rule.source.sourceOf.add(rule);
    }
    this.order =
        order.stream()
            .map(o ->
                o instanceof NodeSpec node
                    ? states[node.ordinal]
                    : rules.get(specs.indexOf((RuleSpec) o)))
            .toList();
  }

  Step apply(Batch batch, Snapshot last) {
    for (Batch.Edit edit : batch.edits()) {
      states[edit.table().ordinal].set(edit.key(), edit.value());
    }
    @Nullable Delta<?, ?>[] deltas = new Delta<?, ?>[states.length];
    for (Object part : order) {
      switch (part) {
        case TableState table -> deltas[table.spec.ordinal] = settle(table);
        case RuleState rule -> rule.execute();
        default -> throw new IllegalStateException();
      }
    }
    Step step =
        new Step(
            graph,
            snapshot(batch, deltas, last),
            deltas,
            List.copyOf(conflicts),
            List.copyOf(faults),
            runs);
    conflicts = new ArrayList<>();
    faults = new ArrayList<>();
    runs = 0;
    return step;
  }

  /**
   * What a table reports while it settles comes in an order of no meaning: it is put into the keys'
   * order.
   */
  private @Nullable Delta<?, ?> settle(TableState table) {
    int firstConflict = conflicts.size();
    int firstFault = faults.size();
    Delta<?, ?> delta = table.settle();
    conflicts
        .subList(firstConflict, conflicts.size())
        .sort((a, b) -> Keys.compare(a.key(), b.key()));
    faults.subList(firstFault, faults.size()).sort((a, b) -> Keys.compare(a.key(), b.key()));
    return delta;
  }

  private Snapshot snapshot(Batch batch, @Nullable Delta<?, ?>[] deltas, Snapshot last) {
    boolean changed = !conflicts.isEmpty();
    for (TableState state : states) {
      changed |= state.spec.published && deltas[state.spec.ordinal] != null;
    }
    for (Map.Entry<String, Long> revision : batch.revisions().entrySet()) {
      changed |= !revision.getValue().equals(last.revisions().get(revision.getKey()));
    }
    if (!changed) {
      return last;
    }
    @Nullable Entries<?, ?>[] tables = new Entries<?, ?>[states.length];
    for (TableState state : states) {
      tables[state.spec.ordinal] = state.spec.published ? state.entries : null;
    }
    List<Conflict> standing = last.conflicts();
    if (!conflicts.isEmpty()) {
      standing = new ArrayList<>();
      for (TableState state : states) {
        standing.addAll(state.conflicts.values());
      }
    }
    return last.next(tables, batch.revisions(), List.copyOf(standing), graph);
  }

  void run(Run run, Object value) {
    in.open(run);
    out.open(run.rule);
    runs++;
    Throwable failure = null;
    try {
      run.rule.function.apply(run.source().key, value, in, out);
    } catch (RuntimeException | StackOverflowError e) {
      failure = e;
    }
    if (failure == null) {
      out.commit(run);
    } else {
      out.discard();
    }
    in.close(run);
    if (failure != null) {
      fault(run.rule.name, run.source().key, failure);
      failing.put(run, faults.getLast());
    } else if (!failing.isEmpty()) {
      failing.remove(run);
    }
  }

  void retire(Run run) {
    failing.remove(run);
    Out.retractAll(run);
    In.forget(run);
  }

  /** The standing faults of rules, by rule, then by key. */
  List<Fault> failing() {
    List<Fault> standing = new ArrayList<>(failing.values());
    standing.sort((a, b) -> {
      int order = a.function().compareTo(b.function());
      return order == 0 ? Keys.compare(a.key(), b.key()) : order;
    });
    return standing;
  }

  void fault(String function, Object key, Throwable cause) {
    faults.add(new Fault(function, key, cause));
  }

  void conflict(Conflict conflict) {
    conflicts.add(conflict);
  }

  List<Explanation> explain(NodeSpec table, Object key) {
    Cell cell = states[table.ordinal].find(key);
    List<Explanation> explanations = new ArrayList<>();
    if (cell != null) {
      switch (cell.producers) {
        case Run run -> explanations.add(run.explain());
        case Contributions several -> {
          for (int i = 0; i < several.size(); i++) {
            explanations.add(several.run(i).explain());
          }
        }
        case null, default -> {}
      }
    }
    return explanations;
  }

  Footprint footprint() {
    long[] counts = new long[6];
    for (TableState state : states) {
      state.visit(cell -> {
        boolean index = state instanceof IndexState;
        counts[cell.value == null ? 1 : index ? 2 : 0]++;
        counts[4] += cell.watchers == null ? 0 : Objects.requireNonNull(cell.watchers).size();
        counts[3] += cell.watchers == null ? 0 : Objects.requireNonNull(cell.watchers).sources();
        counts[5] +=
            switch (cell.producers) {
              case Run run -> 1;
              case Contributions several -> several.size();
              case null, default -> 0;
            };
      });
      counts[4] += state.wholeWatchers.size();
    }
    return new Footprint(counts[0], counts[1], counts[2], counts[3], counts[4], counts[5]);
  }
}
