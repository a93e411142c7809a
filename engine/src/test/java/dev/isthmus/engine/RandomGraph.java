package dev.isthmus.engine;

import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Random;

/**
 * The plan of a random graph: tables in levels, indexes, and rules that run small programs. A rule
 * of level n sees tables of levels up to n and emits to tables above, so the plan has no cycle.
 * Both the engine and the {@link Reference} can carry it out.
 */
record RandomGraph(List<TablePlan> tables, List<IndexPlan> indexes, List<RulePlan> rules) {

  /** Keys of all tables and indexes are below this. */
  static final int KEYS = 7;

  record TablePlan(int level, boolean small, boolean published, boolean merged) {
    boolean input() {
      return level == 0;
    }
  }

  record IndexPlan(int table, int kind) {
    Collection<Integer> keys(int key, Val value) {
      return switch (kind) {
        case 0 -> List.of(value.a());
        case 1 -> List.of(value.a(), value.b());
        case 2 -> value.a() == 0 ? List.of() : List.of(key % 3);
        default -> throw new IllegalArgumentException();
      };
    }
  }

  record RulePlan(int level, boolean fromIndex, int from, List<Op> ops, List<Emit> emits) {}

  /** A step of a rule's program. */
  sealed interface Op {
    /** Fetches a key that depends on what was seen so far; {@code mod} 0 is no projection. */
    record Get(int table, int mul, int add, int mod, int onlyIf) implements Op {}

    record Group(int index, int mul, int add, int mod, int onlyIf) implements Op {}

    record All(int table, int mod, int onlyIf) implements Op {}

    record Fail(int mod) implements Op {}
  }

  record Emit(int table, boolean own, int mul, int most) {}

  record Edit(int table, int key, Val value, boolean remove) {}

  static RandomGraph random(Random random, boolean faults) {
    List<TablePlan> tables = new ArrayList<>();
    List<IndexPlan> indexes = new ArrayList<>();
    List<RulePlan> rules = new ArrayList<>();
    int levels = 1 + random.nextInt(3);
    for (int level = 0; level <= levels; level++) {
      for (int i = 1 + random.nextInt(2); i > 0; i--) {
        boolean merged = level > 0 && random.nextInt(3) == 0;
        tables.add(new TablePlan(level, random.nextInt(3) == 0, random.nextInt(3) > 0, merged));
        if (random.nextBoolean()) {
          indexes.add(new IndexPlan(tables.size() - 1, random.nextInt(3)));
        }
      }
    }
    for (int i = 1 + random.nextInt(5); i > 0; i--) {
      rules.add(rule(random, random.nextInt(levels), tables, indexes, faults));
    }
    return new RandomGraph(List.copyOf(tables), List.copyOf(indexes), List.copyOf(rules));
  }

  private static RulePlan rule(
      Random random, int level, List<TablePlan> tables, List<IndexPlan> indexes, boolean faults) {
    List<Integer> below = new ArrayList<>();
    List<Integer> above = new ArrayList<>();
    List<Integer> groups = new ArrayList<>();
    for (int i = 0; i < tables.size(); i++) {
      (tables.get(i).level() <= level ? below : above).add(i);
    }
    for (int i = 0; i < indexes.size(); i++) {
      if (tables.get(indexes.get(i).table()).level() <= level) {
        groups.add(i);
      }
    }
    List<Op> ops = new ArrayList<>();
    for (int i = random.nextInt(4); i > 0; i--) {
      ops.add(op(random, tables, below, groups, faults));
    }
    List<Emit> emits = new ArrayList<>();
    for (int i = 1 + random.nextInt(2); i > 0; i--) {
      int table = pick(random, above);
      // Two values under one key in one run are a fault, unless they are merged.
      boolean again = emits.stream().anyMatch(e -> e.table() == table);
      if (faults || tables.get(table).merged() || !again) {
        emits.add(new Emit(table, random.nextInt(3) > 0, random.nextInt(5), random.nextInt(4)));
      }
    }
    boolean fromIndex = !groups.isEmpty() && random.nextInt(3) == 0;
    int from = fromIndex ? pick(random, groups) : pick(random, below);
    return new RulePlan(level, fromIndex, from, List.copyOf(ops), List.copyOf(emits));
  }

  private static Op op(
      Random random,
      List<TablePlan> tables,
      List<Integer> below,
      List<Integer> groups,
      boolean faults) {
    int table = pick(random, below);
    int mod = random.nextBoolean() ? 0 : 2 + random.nextInt(2);
    int onlyIf = random.nextInt(3) == 0 ? 2 : 1;
    int kind = random.nextInt(faults ? 5 : 4);
    if (kind == 4) {
      return new Op.Fail(3 + random.nextInt(3));
    }
    if (kind == 3 && tables.get(table).small()) {
      return new Op.All(table, mod, onlyIf);
    }
    if (kind == 2 && !groups.isEmpty()) {
      return new Op.Group(
          pick(random, groups), random.nextInt(3), random.nextInt(KEYS), mod, onlyIf);
    }
    return new Op.Get(table, random.nextInt(3), random.nextInt(KEYS), mod, onlyIf);
  }

  private static int pick(Random random, List<Integer> from) {
    return from.get(random.nextInt(from.size()));
  }

  /** Batches of edits of the inputs, some without effect. */
  List<List<Edit>> edits(Random random) {
    List<Integer> inputs = new ArrayList<>();
    for (int i = 0; i < tables.size(); i++) {
      if (tables.get(i).input()) {
        inputs.add(i);
      }
    }
    List<List<Edit>> batches = new ArrayList<>();
    for (int i = 1 + random.nextInt(8); i > 0; i--) {
      List<Edit> batch = new ArrayList<>();
      for (int j = random.nextInt(batches.isEmpty() ? 12 : 4); j >= 0; j--) {
        batch.add(
            new Edit(
                pick(random, inputs),
                random.nextInt(KEYS),
                new Val(random.nextInt(3), random.nextInt(3)),
                random.nextInt(3) == 0));
      }
      batches.add(List.copyOf(batch));
    }
    return batches;
  }
}
