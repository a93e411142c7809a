package dev.isthmus.translate;

import dev.isthmus.api.Finding;
import dev.isthmus.engine.Delta;
import dev.isthmus.engine.Entries;
import dev.isthmus.engine.Step;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import org.jspecify.annotations.Nullable;

/** A step's snapshot, seen as a translation. */
final class TranslationState implements Translation {

  private final Entries<OutputKey, Output> outputs;
  private final Entries<Finding, Finding> findings;
  private final List<Finding> failures;
  private final Delta<OutputKey, Output> delta;

  private TranslationState(
      Entries<OutputKey, Output> outputs,
      Entries<Finding, Finding> findings,
      List<Finding> failures,
      Delta<OutputKey, Output> delta) {
    this.outputs = outputs;
    this.findings = findings;
    this.failures = List.copyOf(failures);
    this.delta = delta;
  }

  static TranslationState empty() {
    return new TranslationState(Entries.empty(), Entries.empty(), List.of(), Delta.empty());
  }

  static TranslationState after(Step step, List<Finding> failures, Wiring wiring) {
    return new TranslationState(
        step.snapshot().entries(wiring.outputs().table),
        step.snapshot().entries(wiring.findings().table),
        failures,
        step.delta(wiring.outputs().table));
  }

  @Override
  public SortedMap<OutputKey, Output> outputs() {
    return new EntriesMap<>(outputs);
  }

  @Override
  public SortedMap<OutputKey, Output> outputs(String cluster) {
    return outputs().subMap(OutputKey.first(cluster), OutputKey.first(cluster + '\0'));
  }

  @Override
  public Optional<Output> output(OutputKey key) {
    return Optional.ofNullable(outputs.get(key));
  }

  @Override
  public List<Finding> findings() {
    List<Finding> all = findings.keys();
    if (!failures.isEmpty()) {
      all.addAll(failures);
      Collections.sort(all);
    }
    return all;
  }

  @Override
  public List<OutputChange> changes() {
    List<OutputChange> changes = new ArrayList<>(delta.size());
    delta.forEach(change -> {
      if (!sameBytes(change.before(), change.after())) {
        changes.add(new OutputChange(change.key(), change.before(), change.after()));
      }
    });
    return List.copyOf(changes);
  }

  private static boolean sameBytes(@Nullable Output before, @Nullable Output after) {
    return before != null && after != null && before.sameBytes(after);
  }
}
