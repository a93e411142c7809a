package dev.isthmus.engine;

import dev.isthmus.engine.RandomGraph.Edit;
import dev.isthmus.engine.RandomGraph.IndexPlan;
import dev.isthmus.engine.RandomGraph.Op;
import dev.isthmus.engine.RandomGraph.RulePlan;
import dev.isthmus.engine.RandomGraph.TablePlan;
import dev.isthmus.engine.Reference.Dep;
import dev.isthmus.engine.Reference.RunId;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A planned graph on the engine, which writes down every call of a rule and what the call fetched.
 */
final class Rig {
  /** One call of a rule's function: what it fetched, with what it got. */
  record Call(RunId run, Map<Dep, Object> fetched) {}

  final List<Table<Integer, Val>> tables = new ArrayList<>();
  final List<Index<Integer, Integer, Val>> indexes = new ArrayList<>();
  final Graph graph;

  /** The calls of the last step. */
  final List<Call> calls = new ArrayList<>();

  final List<Fault> told = new ArrayList<>();

  /** Set while a step runs, to look at the graph from inside a rule. */
  @Nullable Runnable insideRule;

  Rig(RandomGraph plan) {
    GraphBuilder g = Graph.builder();
    for (TablePlan table : plan.tables()) {
      String name = "table " + tables.size();
      Table<Integer, Val> handle =
          table.input()
              ? g.input(name)
              : table.merged() ? g.table(name, Val::merge) : g.table(name);
      if (table.published()) {
        handle = handle.published();
      }
      tables.add(table.small() ? handle.small() : handle);
    }
    for (IndexPlan index : plan.indexes()) {
      indexes.add(g.index("index " + indexes.size(), tables.get(index.table()), index::keys));
    }
    for (int r = 0; r < plan.rules().size(); r++) {
      declare(g, r, plan.rules().get(r));
    }
    graph = g.build(told::add);
  }

  private void declare(GraphBuilder g, int r, RulePlan rule) {
    RuleBuilder.Start start = g.rule("rule " + r);
    if (rule.fromIndex()) {
      uses(start.from(indexes.get(rule.from())), rule)
          .each((key, group, in, out) -> call(r, rule, key, Program.digest(group), in, out));
    } else {
      uses(start.from(tables.get(rule.from())), rule)
          .each((key, value, in, out) -> call(r, rule, key, Program.digest(value), in, out));
    }
  }

  private <V> RuleBuilder<Integer, V> uses(RuleBuilder<Integer, V> builder, RulePlan rule) {
    for (Op op : rule.ops()) {
      switch (op) {
        case Op.Get get -> builder.uses(tables.get(get.table()));
        case Op.Group group -> builder.uses(indexes.get(group.index()));
        case Op.All all -> builder.uses(tables.get(all.table()));
        case Op.Fail fail -> {}
      }
    }
    rule.emits().forEach(emit -> builder.emits(tables.get(emit.table())));
    return builder;
  }

  private void call(int r, RulePlan rule, int key, int value, In in, Out out) {
    if (insideRule != null) {
      insideRule.run();
    }
    Map<Dep, Object> fetched = new LinkedHashMap<>();
    calls.add(new Call(new RunId(r, key), fetched));
    Program.run(
        rule, key, value, new Looking(in, fetched), (t, k, v) -> out.put(tables.get(t), k, v));
  }

  Step apply(List<Edit> edits) {
    calls.clear();
    told.clear();
    Batch.Builder batch = Batch.builder();
    for (Edit edit : edits) {
      if (edit.remove()) {
        batch.remove(tables.get(edit.table()), edit.key());
      } else {
        batch.put(tables.get(edit.table()), edit.key(), edit.value());
      }
    }
    return graph.apply(batch.build());
  }

  private final class Looking implements Program.Eyes {
    private final In in;
    private final Map<Dep, Object> fetched;

    Looking(In in, Map<Dep, Object> fetched) {
      this.in = in;
      this.fetched = fetched;
    }

    private int note(Dep dep, Object value, int digest) {
      fetched.put(dep, value);
      return digest;
    }

    @Override
    public int get(int table, int key, int mod) {
      Dep dep = new Dep(false, table, key, mod);
      if (mod != 0) {
        int digest =
            in.<Integer, Val, Integer>get(tables.get(table), key, v -> Program.digest(v) % mod);
        return note(dep, digest, digest);
      }
      Val value = in.get(tables.get(table), key);
      return note(dep, java.util.Optional.ofNullable(value), Program.digest(value));
    }

    @Override
    public int group(int index, int key, int mod) {
      Dep dep = new Dep(true, index, key, mod);
      if (mod != 0) {
        int digest = in.get(indexes.get(index), key, group -> Program.digest(group) % mod);
        return note(dep, digest, digest);
      }
      Entries<Integer, Val> group = in.get(indexes.get(index), key);
      return note(dep, group, Program.digest(group));
    }

    @Override
    public int all(int table, int mod) {
      SmallTable<Integer, Val> small = (SmallTable<Integer, Val>) tables.get(table);
      Dep dep = new Dep(false, table, -1, mod);
      if (mod != 0) {
        int digest = in.all(small, entries -> Program.digest(entries) % mod);
        return note(dep, digest, digest);
      }
      Entries<Integer, Val> entries = in.all(small);
      return note(dep, entries, Program.digest(entries));
    }
  }
}
