package dev.isthmus.engine;

import dev.isthmus.engine.RandomGraph.IndexPlan;
import dev.isthmus.engine.RandomGraph.RulePlan;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Objects;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * The oracle: evaluates a planned graph from nothing, every time, with plain maps. The only state
 * it keeps from one evaluation to the next is what invariant 6 asks for: the last good emission of
 * each run.
 */
final class Reference {
  record RunId(int rule, int key) {}

  /** One fetch: from a table's key, an index's key, or (key -1) a whole table. */
  record Dep(boolean index, int node, int key, int mod) {}

  record Slot(int table, int key) {}

  /** The outcome of one run. */
  record Outcome(List<Dep> deps, boolean failed, Map<Slot, Val> emitted) {}

  /** All tables, groups and runs at one revision. */
  record State(
      List<NavigableMap<Integer, Val>> tables,
      List<NavigableMap<Integer, NavigableMap<Integer, Val>>> groups,
      Map<RunId, Outcome> runs,
      Map<Slot, List<RunId>> conflicts) {

    /** What a run over the rule's source sees as its value, or null. */
    @Nullable Object source(RulePlan rule, int key) {
      return rule.fromIndex() ? groups.get(rule.from()).get(key) : tables.get(rule.from()).get(key);
    }

    /** Whether there is anything at all. */
    boolean found(Dep dep) {
      return dep.key() < 0
          ? !tables.get(dep.node()).isEmpty()
          : dep.index()
              ? groups.get(dep.node()).containsKey(dep.key())
              : tables.get(dep.node()).containsKey(dep.key());
    }

    /** What a dependency is on; a group without entries is an empty one. */
    Object seen(Dep dep) {
      if (dep.key() < 0) {
        NavigableMap<Integer, Val> all = tables.get(dep.node());
        return dep.mod() == 0 ? all : digest(all) % dep.mod();
      }
      if (dep.index()) {
        NavigableMap<Integer, Val> group =
            groups.get(dep.node()).getOrDefault(dep.key(), new TreeMap<>());
        return dep.mod() == 0 ? group : digest(group) % dep.mod();
      }
      Val value = tables.get(dep.node()).get(dep.key());
      return dep.mod() == 0
          ? java.util.Optional.ofNullable(value)
          : Program.digest(value) % dep.mod();
    }
  }

  private final RandomGraph plan;
  private Map<RunId, Map<Slot, Val>> lastGood = Map.of();

  Reference(RandomGraph plan) {
    this.plan = plan;
  }

  State evaluate(List<NavigableMap<Integer, Val>> inputs) {
    return new Evaluation(inputs).evaluate();
  }

  private static int digest(NavigableMap<Integer, Val> entries) {
    List<Entry<Integer, Val>> list = new ArrayList<>();
    entries.forEach((k, v) -> list.add(new Entry<>(k, v)));
    return Program.digest(list);
  }

  private final class Evaluation {
    private final List<NavigableMap<Integer, Val>> tables = new ArrayList<>();
    private final List<NavigableMap<Integer, NavigableMap<Integer, Val>>> groups =
        new ArrayList<>();
    private final Map<RunId, Outcome> runs = new LinkedHashMap<>();
    private final Map<Slot, NavigableMap<Integer, NavigableMap<Integer, Val>>> contributions =
        new HashMap<>();
    private final Map<Slot, List<RunId>> conflicts = new HashMap<>();

    Evaluation(List<NavigableMap<Integer, Val>> inputs) {
      for (int t = 0; t < plan.tables().size(); t++) {
        tables.add(plan.tables().get(t).input() ? new TreeMap<>(inputs.get(t)) : new TreeMap<>());
      }
      plan.indexes().forEach(i -> groups.add(new TreeMap<>()));
    }

    State evaluate() {
      int levels = plan.tables().stream().mapToInt(RandomGraph.TablePlan::level).max().orElse(0);
      for (int level = 0; level <= levels; level++) {
        resolve(level);
        group(level);
        for (int r = 0; r < plan.rules().size(); r++) {
          if (plan.rules().get(r).level() == level) {
            rule(r);
          }
        }
      }
      Map<RunId, Map<Slot, Val>> good = new HashMap<>();
      runs.forEach((id, outcome) -> good.put(id, outcome.emitted()));
      lastGood = good;
      return new State(tables, groups, runs, conflicts);
    }

    /**
     * Makes the values of one level's tables from their contributions, in the order of rules and
     * source keys.
     */
    private void resolve(int level) {
      contributions.forEach((slot, byRule) -> {
        RandomGraph.TablePlan table = plan.tables().get(slot.table());
        if (table.level() == level) {
          List<RunId> producers = new ArrayList<>();
          List<Val> values = new ArrayList<>();
          byRule.forEach((rule, byKey) ->
              byKey.forEach((key, value) -> {
                producers.add(new RunId(rule, key));
                values.add(value);
              }));
          Val value =
              table.merged() ? values.stream().reduce(Val::merge).orElseThrow() : values.getFirst();
          tables.get(slot.table()).put(slot.key(), value);
          if (!table.merged() && producers.size() > 1) {
            conflicts.put(slot, producers);
          }
        }
      });
    }

    private void group(int level) {
      for (int i = 0; i < plan.indexes().size(); i++) {
        IndexPlan index = plan.indexes().get(i);
        if (plan.tables().get(index.table()).level() == level) {
          NavigableMap<Integer, NavigableMap<Integer, Val>> into = groups.get(i);
          tables
              .get(index.table())
              .forEach((key, value) ->
                  index
                      .keys(key, value)
                      .forEach(g -> into.computeIfAbsent(g, x -> new TreeMap<>()).put(key, value)));
        }
      }
    }

    private void rule(int r) {
      RulePlan rule = plan.rules().get(r);
      if (rule.fromIndex()) {
        groups.get(rule.from()).forEach((key, group) -> run(r, rule, key, digest(group)));
      } else {
        tables.get(rule.from()).forEach((key, value) -> run(r, rule, key, Program.digest(value)));
      }
    }

    private void run(int r, RulePlan rule, int key, int value) {
      List<Dep> deps = new ArrayList<>();
      Map<Slot, Val> emitted = new LinkedHashMap<>();
      boolean failed = false;
      try {
        Program.run(
            rule,
            key,
            value,
            new Looking(deps),
            (table, k, v) -> put(emitted, new Slot(table, k), v));
      } catch (IllegalArgumentException | IllegalStateException e) {
        failed = true;
      }
      RunId id = new RunId(r, key);
      Map<Slot, Val> stands = failed ? lastGood.getOrDefault(id, Map.of()) : emitted;
      runs.put(id, new Outcome(deps, failed, stands));
      stands.forEach((slot, v) ->
          contributions
              .computeIfAbsent(slot, s -> new TreeMap<>())
              .computeIfAbsent(r, x -> new TreeMap<>())
              .put(key, v));
    }

    private void put(Map<Slot, Val> emitted, Slot slot, Val value) {
      boolean merged = plan.tables().get(slot.table()).merged();
      Val had = emitted.get(slot);
      if (had != null && !merged && !had.equals(value)) {
        throw new IllegalStateException("two values");
      }
      emitted.put(slot, had == null || !merged ? value : Val.merge(had, value));
    }

    private final class Looking implements Program.Eyes {
      private final List<Dep> deps;

      Looking(List<Dep> deps) {
        this.deps = deps;
      }

      @Override
      public int get(int table, int key, int mod) {
        deps.add(new Dep(false, table, key, mod));
        return Program.reduce(Program.digest(tables.get(table).get(key)), mod);
      }

      @Override
      public int group(int index, int key, int mod) {
        deps.add(new Dep(true, index, key, mod));
        return Program.reduce(
            digest(Objects.requireNonNullElse(groups.get(index).get(key), new TreeMap<>())), mod);
      }

      @Override
      public int all(int table, int mod) {
        deps.add(new Dep(false, table, -1, mod));
        return Program.reduce(digest(tables.get(table)), mod);
      }
    }
  }
}
