package dev.isthmus.engine;

import java.util.List;

/** What was declared about a rule. */
record RuleSpec(
    String name,
    NodeSpec from,
    List<NodeSpec> uses,
    List<NodeSpec> emits,
    RuleFunction<Object, Object> function) {

  RuleSpec {
    uses = List.copyOf(uses);
    emits = List.copyOf(emits);
  }
}
