package dev.isthmus.engine;

import dev.isthmus.engine.RandomGraph.Emit;
import dev.isthmus.engine.RandomGraph.Op;
import dev.isthmus.engine.RandomGraph.RulePlan;
import org.jspecify.annotations.Nullable;

/** The program of a planned rule. What it fetches later depends on what it has seen before. */
final class Program {
  private Program() {}

  /**
   * What a program can look at; results are digests, reduced by {@code mod} in a projection unless
   * it is 0.
   */
  interface Eyes {
    int get(int table, int key, int mod);

    int group(int index, int key, int mod);

    int all(int table, int mod);
  }

  interface Hands {
    void put(int table, int key, Val value);
  }

  static void run(RulePlan rule, int key, int value, Eyes eyes, Hands hands) {
    int seen = (key * 7 + value) % 997;
    for (Op op : rule.ops()) {
      seen = (seen * 31 + look(op, seen, eyes)) % 997;
    }
    for (Emit emit : rule.emits()) {
      int base = emit.own() ? key : seen * emit.mul() + 1;
      int count = Math.min(1 + seen % (emit.most() + 1), RandomGraph.KEYS);
      for (int i = 0; i < count; i++) {
        hands.put(
            emit.table(), (base + i) % RandomGraph.KEYS, new Val(1 + seen % 3, (seen + i) % 4));
      }
    }
  }

  private static int look(Op op, int seen, Eyes eyes) {
    return switch (op) {
      case Op.Get(int table, int mul, int add, int mod, int onlyIf) ->
          seen % onlyIf != 0 ? 0 : eyes.get(table, (seen * mul + add) % RandomGraph.KEYS, mod);
      case Op.Group(int index, int mul, int add, int mod, int onlyIf) ->
          seen % onlyIf != 0 ? 0 : eyes.group(index, (seen * mul + add) % RandomGraph.KEYS, mod);
      case Op.All(int table, int mod, int onlyIf) -> seen % onlyIf != 0 ? 0 : eyes.all(table, mod);
      case Op.Fail(int mod) -> {
        if (seen % mod == 0) {
          throw new IllegalArgumentException("planned");
        }
        yield 0;
      }
    };
  }

  static int digest(@Nullable Val value) {
    return value == null ? 1 : 3 + value.a() * 5 + value.b();
  }

  static int digest(Iterable<Entry<Integer, Val>> entries) {
    int digest = 2;
    for (Entry<Integer, Val> entry : entries) {
      digest = (digest * 31 + entry.key() * 17 + digest(entry.value())) % 997;
    }
    return digest;
  }

  static int reduce(int digest, int mod) {
    return mod == 0 ? digest : digest % mod;
  }
}
