package dev.isthmus.translate;

import dev.isthmus.api.Finding;
import dev.isthmus.api.ObjectRef;
import dev.isthmus.engine.Delta;
import dev.isthmus.engine.Entries;
import dev.isthmus.engine.Step;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * A step's snapshot, seen as a translation. An output whose name an object of others has is not
 * part of it: writing it would overwrite that object.
 */
final class TranslationState implements Translation {

  private final Entries<OutputKey, Output> outputs;
  private final Entries<Finding, Finding> findings;
  private final List<Finding> failures;
  private final Delta<OutputKey, Output> delta;
  private final Entries<OutputKey, ObjectRef> taken;
  private final Delta<OutputKey, ObjectRef> takenDelta;

  private TranslationState(
      Entries<OutputKey, Output> outputs,
      Entries<Finding, Finding> findings,
      List<Finding> failures,
      Delta<OutputKey, Output> delta,
      Entries<OutputKey, ObjectRef> taken,
      Delta<OutputKey, ObjectRef> takenDelta) {
    this.outputs = outputs;
    this.findings = findings;
    this.failures = List.copyOf(failures);
    this.delta = delta;
    this.taken = taken;
    this.takenDelta = takenDelta;
  }

  static TranslationState empty() {
    return new TranslationState(
        Entries.empty(), Entries.empty(), List.of(), Delta.empty(), Entries.empty(), Delta.empty());
  }

  static TranslationState after(Step step, List<Finding> failures, Wiring wiring) {
    return new TranslationState(
        step.snapshot().entries(wiring.outputs().table),
        step.snapshot().entries(wiring.findings().table),
        failures,
        step.delta(wiring.outputs().table),
        step.snapshot().entries(wiring.outputs().taken),
        step.delta(wiring.outputs().taken));
  }

  @Override
  public SortedMap<OutputKey, Output> outputs() {
    if (taken.isEmpty()) {
      return new EntriesMap<>(outputs);
    }
    SortedMap<OutputKey, Output> free = new TreeMap<>();
    outputs.forEach((key, output) -> {
      if (!taken.containsKey(key)) {
        free.put(key, output);
      }
    });
    return Collections.unmodifiableSortedMap(free);
  }

  @Override
  public SortedMap<OutputKey, Output> outputs(String cluster) {
    return outputs().subMap(OutputKey.first(cluster), OutputKey.first(cluster + '\0'));
  }

  @Override
  public Optional<Output> output(OutputKey key) {
    return taken.containsKey(key) ? Optional.empty() : Optional.ofNullable(outputs.get(key));
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
      if (!taken.containsKey(change.key()) && !takenChanged(change.key())) {
        add(changes, change.key(), change.before(), change.after());
      }
    });
    if (!takenDelta.isEmpty()) {
      takenDelta.forEach(change -> {
        boolean wasFree = change.before() == null;
        add(changes, change.key(), wasFree ? before(change.key()) : null, free(change.key()));
      });
      changes.sort(Comparator.comparing(OutputChange::key));
    }
    return List.copyOf(changes);
  }

  private static void add(
      List<OutputChange> changes, OutputKey key, @Nullable Output before, @Nullable Output after) {
    if ((before != null || after != null) && !sameBytes(before, after)) {
      changes.add(new OutputChange(key, before, after));
    }
  }

  private boolean takenChanged(OutputKey key) {
    return takenDelta.changes().stream().anyMatch(change -> change.key().equals(key));
  }

  private @Nullable Output free(OutputKey key) {
    return taken.containsKey(key) ? null : outputs.get(key);
  }

  /** An output as it was before the step. */
  private @Nullable Output before(OutputKey key) {
    for (dev.isthmus.engine.Change<OutputKey, Output> change : delta) {
      if (change.key().equals(key)) {
        return change.before();
      }
    }
    return outputs.get(key);
  }

  private static boolean sameBytes(@Nullable Output before, @Nullable Output after) {
    return before != null && after != null && before.sameBytes(after);
  }
}
